"""Acts on schemes, by topic: opening and leading, the team, its working-time agreements."""

from selvstyrt.apps.schemes.services.agreements import AgreementInput, record_agreement, withdraw_agreement
from selvstyrt.apps.schemes.services.leading import (
    end_role,
    give_role,
    locked_running,
    open_scheme,
    set_hours_policy,
    set_supplier,
)
from selvstyrt.apps.schemes.services.opening import (
    LeaderInput,
    MunicipalityInput,
    Opened,
    SupplierInput,
    change_supplier,
    open_new_scheme,
)
from selvstyrt.apps.schemes.services.team import (
    TermsInput,
    change_terms,
    end_assignment,
    hire,
    name_skill,
    skills_named,
)

__all__ = [
    "AgreementInput",
    "LeaderInput",
    "MunicipalityInput",
    "Opened",
    "SupplierInput",
    "TermsInput",
    "change_supplier",
    "change_terms",
    "end_assignment",
    "end_role",
    "give_role",
    "hire",
    "locked_running",
    "name_skill",
    "open_new_scheme",
    "open_scheme",
    "record_agreement",
    "set_hours_policy",
    "set_supplier",
    "skills_named",
    "withdraw_agreement",
]
