"""The right to BPA (retten til BPA): an advisory assessment with reasons, and the deadlines of the case."""

from selvstyrt.core.eligibility.deadlines import (
    CaseDeadline,
    Matter,
    complaint_deadline,
    complaint_impossible_after,
    next_office_day,
    preliminary_answer,
    preliminary_answer_by,
    reasons_deadline,
)
from selvstyrt.core.eligibility.facts import Child, CostDocumented, Help, HelpNeed, RightFacts
from selvstyrt.core.eligibility.procedure import must_offer_bpa, procedure, review, supervision
from selvstyrt.core.eligibility.right import Assessment, Outcome, RightReason, assess, is_inside
from selvstyrt.core.eligibility.terms import CaseTerms, RightTerms, ServiceComplaintTerms

__all__ = [
    "Assessment",
    "CaseDeadline",
    "CaseTerms",
    "Child",
    "CostDocumented",
    "Help",
    "HelpNeed",
    "Matter",
    "Outcome",
    "RightFacts",
    "RightReason",
    "RightTerms",
    "ServiceComplaintTerms",
    "assess",
    "complaint_deadline",
    "complaint_impossible_after",
    "is_inside",
    "must_offer_bpa",
    "next_office_day",
    "preliminary_answer",
    "preliminary_answer_by",
    "procedure",
    "reasons_deadline",
    "review",
    "supervision",
]
