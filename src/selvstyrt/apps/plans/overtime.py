"""Overtime that somebody has said yes to (avtalt overtid): kept with the shift, and counted as overtime when judged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from selvstyrt.apps.plans.models import Shift
from selvstyrt.apps.plans.team import Team
from selvstyrt.core.law import minutes, number
from selvstyrt.core.roster import Problem
from selvstyrt.engine.repair.overtime import parts_of

OVERTIME = "overtime_minutes"
"""The name in a shift's explanation: so many of its last minutes are overtime that its holder has agreed to."""


@dataclass(frozen=True, slots=True)
class OvertimeLimits:
    """What the law says of overtime on a day (grenser for overtid): minutes, and the least supplement in per cent."""

    week: int
    four_weeks: int
    year: int
    supplement: int


def overtime_limits(day: date) -> OvertimeLimits:
    """The limits of aml. § 10-6 (4) and the supplement of § 10-6 (11) on a day.

    Raises: NoAnswer when they are not on record for the day.
    """
    return OvertimeLimits(
        week=minutes("aml.overtime_week", day),
        four_weeks=minutes("aml.overtime_4_weeks", day),
        year=minutes("aml.overtime_52_weeks", day),
        supplement=int(number("aml.overtime_supplement", day)),
    )


def overtime_of(row: Shift) -> int:
    """Minutes of the shift that its holder has agreed to as overtime; none when nobody has it."""
    return int(row.explanation.get(OVERTIME, 0)) if row.assignment_id is not None else 0


def overtime_by_key(rows: Iterable[Shift]) -> dict[str, int]:
    """The same of many shifts, by their keys; shifts without overtime left out."""
    return {row.key: extra for row in rows if (extra := overtime_of(row))}


def with_known_overtime(problem: Problem, team: Team) -> Problem:
    """The problem with the overtime of earlier and later plans counted as what it is.

    The problem file knows ordinary work only.
    """
    known = {
        f"before-{row.pk}": extra
        for member in team.members
        for row in (*member.own, *member.elsewhere)
        if (extra := overtime_of(row))
    }
    if not known:
        return problem
    people = tuple(
        replace(
            person,
            history=tuple(part for each in person.history for part in parts_of(each, known.get(each.id, 0))),
        )
        for person in problem.people
    )
    return replace(problem, people=people)
