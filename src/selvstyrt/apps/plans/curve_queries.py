"""Questions about needs as curves: the lines of a scheme, and the needs that the engine makes shifts of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from selvstyrt.apps.plans.convert import assistant_of, weekly_frame
from selvstyrt.apps.plans.models import CurveLine, PlanVersion
from selvstyrt.apps.plans.team import team_of
from selvstyrt.apps.schemes.models import Scheme
from selvstyrt.core.base import OSLO
from selvstyrt.core.needs import NEEDS_FORMAT, Needs, read_needs
from selvstyrt.core.roster.reading import WEEKDAYS

DESIGN_WEEKS = 8
ASKED_OF = (
    *("id", "weekly_minutes", "min_weekly_minutes", "max_weekly_minutes"),
    *("contract", "agreements", "skills", "unavailable"),
)
"""What a design asks of an assistant: neither wishes, earlier work nor pay."""


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of the curve with its identity (linje)."""

    uid: str
    name: str
    weekdays: frozenset[int]
    starts_at: str
    ends_at: str
    assistants: int
    is_resting: bool
    skills: tuple[str, ...]
    priority: int

    @property
    def entry(self) -> dict[str, Any]:
        """The line as a needs file has it."""
        return {
            "days": [WEEKDAYS[day] for day in sorted(self.weekdays)],
            "from": self.starts_at,
            "to": self.ends_at,
            "assistants": self.assistants,
            "duty": "resting" if self.is_resting else "active",
            "skills": list(self.skills),
            "priority": self.priority,
        }


@dataclass(frozen=True, slots=True)
class Designable:
    """The needs of a scheme ready for the engine, and the names of its assistants by id."""

    needs: Needs
    names: dict[str, str]


def lines_of(scheme_uid: UUID) -> list[LineView]:
    """The lines of the curve in order of start; two queries."""
    rows = CurveLine.objects.filter(scheme__uid=scheme_uid).prefetch_related("skills")
    return [line_view(row) for row in rows.order_by("starts_at", "weekdays", "pk")]


def line_view(row: CurveLine) -> LineView:
    """A row as pages and the engine see it."""
    return LineView(
        uid=str(row.uid),
        name=row.name,
        weekdays=frozenset(int(digit) for digit in row.weekdays),
        starts_at=f"{row.starts_at:%H:%M}",
        ends_at=f"{row.ends_at:%H:%M}",
        assistants=row.assistants,
        is_resting=row.duty == CurveLine.Duty.RESTING,
        skills=tuple(sorted(skill.name for skill in row.skills.all())),
        priority=row.priority,
    )


def designable(scheme_uid: UUID, *, first_day: date, rules: dict[str, Any]) -> Designable:
    """The curve of a scheme with its team over eight weeks from a Monday, as the engine takes it.

    Raises: WrongInput `no_needs`, `rest_overlaps`, `out_of_range`, `need_not_in_quarters`.
    """
    scheme = Scheme.objects.select_related("case").get(uid=scheme_uid)
    last_day = first_day + timedelta(weeks=DESIGN_WEEKS, days=-1)
    period = PlanVersion(scheme=scheme, first_day=first_day, last_day=last_day)
    members = team_of(scheme, first_day, last_day).members
    data: dict[str, Any] = {
        "format": NEEDS_FORMAT,
        "timezone": OSLO.key,
        "from": first_day.isoformat(),
        "to": last_day.isoformat(),
        "assistants": [_assistant(assistant_of(member, period)) for member in members],
        "week": [line.entry for line in lines_of(scheme_uid)],
        "rules": rules,
    }
    frame = weekly_frame(scheme, first_day, last_day)
    if frame is not None:
        data["frame"] = {"minutes_per_week": frame}
    return Designable(read_needs(data), {member.id: member.terms.person.name for member in members})


def _assistant(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key in ASKED_OF}
