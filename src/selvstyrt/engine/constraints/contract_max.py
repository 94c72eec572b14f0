"""No week above the most that the contract allows (avtalt høyeste arbeidstid)."""

from __future__ import annotations

from selvstyrt.engine.model import Model

MIRRORS = ("CONTRACT-MAX",)


def add(model: Model) -> None:
    """Minutes of each week, cut at its ends, within the contract's most."""
    for member in model.members.values():
        most = member.person.max_weekly_minutes
        if most is None:
            continue
        for week in model.targets.weeks:
            terms = [
                (shift.minutes_in(week.span), model.has[key])
                for shift in model.problem.shifts
                if shift.span.overlaps(week.span) and (key := (member.person.id, shift.id)) in model.has
            ]
            if sum(minutes for minutes, _ in terms) > most:
                model.cp.add(sum(minutes * literal for minutes, literal in terms) <= most)
