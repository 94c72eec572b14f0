"""What the pages of many rosters say of a scheme (ord)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from selvstyrt.apps.plans.batch_queries import READY, RowView, SchemeForBatch
from selvstyrt.core.base import SelvstyrtError
from selvstyrt.faces.web.amounts import day_text
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


def until_text(scheme: SchemeForBatch) -> str:
    """Until when the scheme's plan is published."""
    if scheme.published_until is None:
        return gettext("Ingen plan er publisert framover.")
    return gettext("Plan publisert til og med %(day)s.") % {"day": day_text(scheme.published_until, "date")}


def first_to_end(schemes: Iterable[SchemeForBatch]) -> str:
    """Whose plan ends first of those that are ready; empty when none of them has a published plan."""
    ends = [(each.published_until, each.name) for each in schemes if each.obstacle == READY and each.published_until]
    if not ends:
        return ""
    day, name = min(ends)
    return gettext("Planen som først tar slutt, er den til %(name)s, %(day)s.") % {
        "name": name,
        "day": day_text(day, "date"),
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
