"""What the pages of many rosters say of a scheme (ord)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from selvstyrt.apps.plans.batch_queries import RowView
from selvstyrt.core.base import SelvstyrtError
from selvstyrt.faces.web.error_texts import text_for

OBSTACLES: dict[str, str | Promise] = {
    "has_plan": _("Har en publisert plan for noen av dagene."),
    "has_draft": _("Har et utkast for noen av dagene."),
    "other_supplier": _("Dere er ikke leverandør i hele perioden."),
    "no_needs": _("Har ikke lagt inn behov for disse dagene."),
    "no_team": _("Har ingen ansatte disse dagene."),
}
STATES: dict[str, tuple[str | Promise, str]] = {
    "waiting": (_("Venter"), "neutral"),
    "running": (_("Lages nå"), "info"),
    "covered": (_("Dekket"), "success"),
    "gaps": (_("Har ledige vakter"), "warning"),
    "impossible": (_("Låste vakter kan ikke stå sammen"), "danger"),
    "refused": (_("Ble ikke laget"), "danger"),
    "discarded": (_("Utkastet er forkastet"), "neutral"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One scheme of a batch as a row of the page."""

    row: RowView
    state: str
    kind: str
    reason: str
    has_result: bool
    may_try_again: bool


def line_of(row: RowView) -> Line:
    """The row in words."""
    state, kind = STATES[row.state]
    return Line(
        row=row,
        state=str(state),
        kind=kind,
        reason=reason_of(row),
        has_result=row.state in ("covered", "gaps", "impossible"),
        may_try_again=row.state == "refused",
    )


def reason_of(row: RowView) -> str:
    """Why the scheme has no roster; empty when it has one, or is not there yet."""
    if not row.error:
        return ""
    if row.error["code"] in OBSTACLES:
        return str(OBSTACLES[row.error["code"]])  # the service speaks to the leader; here the coordinator reads
    return text_for(SelvstyrtError(row.error["code"], "", **row.error.get("facts", {})))
