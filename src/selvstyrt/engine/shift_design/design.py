"""From needs to shifts (lag vakter av behovet): the ordinary week, the days that differ, reasons and notes."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from selvstyrt.core.law.holidays import is_red_day
from selvstyrt.core.needs import (
    DAY_QUARTERS,
    QUARTER,
    WEEK_QUARTERS,
    CoveringShift,
    Curve,
    Design,
    Needs,
    curve_minutes,
    dated_curve,
    is_skipped,
    judge_design,
    week_curve,
)
from selvstyrt.core.roster.roster import Note, Status
from selvstyrt.engine.shift_design.dates import Dated, dated_shifts
from selvstyrt.engine.shift_design.impossible import why_not
from selvstyrt.engine.shift_design.reasons import Reasons
from selvstyrt.engine.shift_design.team import Team
from selvstyrt.engine.shift_design.week import Found, cover_week

SECONDS = 10
SUNDAY = 6


@dataclass(frozen=True)
class _Said:
    status: Status
    points: int | None
    bound: int | None


def design(needs: Needs, *, seconds: float = SECONDS, seed: int = 0) -> Design:
    """Shifts that cover the needs, each with its reasons; the same seed gives the same shifts when proven best.

    A curve that cannot be met gives status `infeasible` and notes that say which quarters, which rule and what would
    help. Without assistants the law and the team are not asked.

    Raises: WrongInput `rest_overlaps`, AssertionError when model and judge differ.
    """
    began = time.monotonic()
    curve = week_curve(needs.week)
    team = Team(needs) if needs.people else None
    found = cover_week(needs, curve, team, seconds=seconds, seed=seed)
    if found.answer.status in (Status.INFEASIBLE, Status.UNKNOWN):
        notes = (
            why_not(needs, curve, team, found.candidates)
            if found.answer.status is Status.INFEASIBLE
            else (Note("time_ran_out", {}),)
        )
        return Design(found.answer.status, (), (), (), (*_refused(found), *notes), milliseconds=_since(began))
    shifts = found.answer.shifts
    said = _judged(needs, curve, found)
    placed, trouble = dated_shifts(needs, shifts, curve.rests, team, seconds=seconds, seed=seed)
    dated = [each for each in placed if not is_skipped(*each, needs.zone)]
    reasons = Reasons(needs, curve, shifts, team)
    return Design(
        status=Status.INFEASIBLE if trouble else said.status,
        week=shifts,
        dated=tuple(dated),
        reasons=tuple(reasons.of(shift) for shift in shifts),
        notes=(
            *_hours_notes(needs, curve, shifts, dated),
            *_skipped(needs, placed),
            *_on_holidays(team, dated),
            *_refused(found),
            *trouble,
        ),
        points=said.points,
        bound=said.bound,
        milliseconds=_since(began),
    )


def _since(began: float) -> int:
    return int((time.monotonic() - began) * 1000)


def _judged(needs: Needs, curve: Curve, found: Found) -> _Said:
    """The points by the judge of core; a shift set that leaves anything open is a fault of the model."""
    judged = judge_design(
        curve, found.answer.shifts, needs.weights, overlap=needs.rules.overlap // QUARTER, team=found.fit(needs)
    )
    assert judged.is_covered, f"the model left quarters open: {judged}"
    return _Said(found.answer.status, judged.points, found.answer.bound)


def _hours_notes(needs: Needs, curve: Curve, shifts: Sequence[CoveringShift], dated: Sequence[Dated]) -> Iterator[Note]:
    judged = judge_design(curve, shifts, needs.weights)
    if judged.over_quarters:
        yield Note("covers_more", {"minutes": judged.over_quarters * QUARTER})
    overlap = sum(shift.handover for shift in shifts) * QUARTER
    if overlap:
        yield Note("overlap_in_all", {"minutes": overlap})
    yield from _first_morning(needs, curve, shifts)
    if needs.frame is None:
        return
    days, granted = needs.day_count, needs.frame.minutes_per_week
    asked = curve_minutes(dated_curve(needs.week, needs.dates, needs.first_day, needs.last_day)) * 7 // days
    planned = sum((shift.end - shift.start) * QUARTER for _, shift in dated) * 7 // days
    if asked > granted:
        yield Note("needs_over_frame", {"asked": asked, "granted": granted, "over": asked - granted})
    elif planned > granted:
        yield Note("shifts_over_frame", {"planned": planned, "granted": granted, "over": planned - granted})


def _first_morning(needs: Needs, curve: Curve, shifts: Sequence[CoveringShift]) -> Iterator[Note]:
    """Need on the first day that shifts of the day before answer: those belong to the period before."""
    midnight = needs.first_day.weekday() * DAY_QUARTERS or WEEK_QUARTERS
    until = max((shift.relieved_at for shift in shifts if shift.start < midnight), default=0)
    if until > midnight and any(curve.active[curve.place(at)] for at in range(midnight, until)):
        minutes = (until - midnight) * QUARTER
        yield Note("first_morning", {"first_day": needs.first_day, "at": f"{minutes // 60:02}:{minutes % 60:02}"})


def _skipped(needs: Needs, placed: Sequence[Dated]) -> Iterator[Note]:
    """Shifts that lie in the hour that the clock skips in spring: nobody is there, for there is no such time."""
    for day, start in sorted({(day, shift.start) for day, shift in placed if is_skipped(day, shift, needs.zone)}):
        minutes = start * QUARTER
        yield Note("skipped_by_clock", {"first_day": day, "at": f"{minutes // 60:02}:{minutes % 60:02}"})


def _on_holidays(team: Team | None, dated: Sequence[Dated]) -> Iterator[Note]:
    """Shifts that everybody may have in an ordinary week, and nobody on the day: they touch two red days in a row."""
    if team is None:
        return
    for day, shift in dated:
        near = (day, day + timedelta(days=1))
        if any(is_red_day(each) and each.weekday() != SUNDAY for each in near) and (rule := team.breach_on(day, shift)):
            minutes = shift.start * QUARTER
            at = f"{minutes // 60:02}:{minutes % 60:02}"
            yield Note("nobody_on_date", {"first_day": day, "at": at, "rule": rule})


def _refused(found: Found) -> Iterator[Note]:
    """Kinds of shift that would have been better, had the law left them to anybody."""
    for kind, rule in sorted(found.refused.items()):
        clock = f"{kind.starts_at // 60:02}:{kind.starts_at % 60:02}"
        yield Note("law_refused_kind", {"at": clock, "minutes": kind.minutes, "rule": rule})
