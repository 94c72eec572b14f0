"""How the case is handled (saksbehandling): which act, whose judgement weighs, and where supervision is asked for."""

from __future__ import annotations

from selvstyrt.core import law
from selvstyrt.core.base import Ruling, Step


def _ruling(rule: str, given: dict[str, bool], **figures: bool | str) -> Ruling:
    return Ruling(figures=dict(figures), steps=(Step(rule, law.citation(rule), given, figures),))


# hol. § 3-8
def must_offer_bpa(*, right: bool) -> Ruling:
    """The municipality must have BPA to offer and assess each case, also for those without a right to it."""
    return _ruling("HOL-3-8", {"right": right}, municipality_must_offer=True, municipality_must_still_assess=not right)


# hol. § 2-2
def procedure() -> Ruling:
    """Forvaltningsloven applies to decisions on services, with the special rules of pbrl. and hol."""
    return _ruling("HOL-2-2", {}, forvaltningsloven_applies=True)


# pbrl. § 7-7
def review(*, discretion: bool) -> Ruling:
    """Statsforvalteren tries law and facts in full, and gives municipal self-government great weight on discretion."""
    return _ruling("PBRL-7-7", {"discretion": discretion}, tried=True, great_weight_to_self_government=discretion)


# pbrl. § 7-4
def supervision(*, complains_too: bool) -> Ruling:
    """A request that Statsforvalteren look into a breach of duty is no complaint.

    It has no deadline of its own, changes no decision, and does not stop the deadline of a complaint.
    """
    return _ruling(
        "PBRL-7-4",
        {"complains_too": complains_too},
        sent_to="statsforvalteren",
        is_complaint=False,
        complaint_deadline_runs=not complains_too,
    )
