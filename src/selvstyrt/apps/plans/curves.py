"""Acts on needs as curves: lines added and removed, and designed shifts taken as the scheme's weekly needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.journal.services import note
from selvstyrt.apps.people.texts import plain_text
from selvstyrt.apps.plans.curve_queries import lines_of
from selvstyrt.apps.plans.models import CurveLine, NeedPattern
from selvstyrt.apps.plans.needs import MOST_AT_ONCE, PatternInput, add_pattern, end_pattern, remove_pattern
from selvstyrt.apps.schemes.services import locked_running, skills_named
from selvstyrt.core.base import WrongInput
from selvstyrt.core.needs import QUARTER, Duty, NeedLine, WeeklyNeed, week_curve

MOST_LINES = 60


@dataclass(frozen=True, slots=True)
class LineInput:
    """A line as somebody enters it; weekdays 0 (Monday) to 6."""

    name: str
    weekdays: frozenset[int]
    starts_at: time
    ends_at: time
    assistants: int = 1
    is_resting: bool = False
    priority: int = 2
    skills: tuple[str, ...] = ()


@transaction.atomic
def add_curve_line(*, scheme_uid: UUID, line: LineInput, by: Actor, now: datetime) -> UUID:
    """Add a line to the curve of a scheme.

    Raises: WrongInput `scheme_unknown`, `need_without_weekday`, `need_not_in_quarters`, `need_seats_out_of_range`,
    `need_priority_unknown`, `rest_overlaps`, `curve_lines_too_many`, `curve_line_twice`, `skill_unknown`; NotAllowed
    `scheme_has_ended`.
    """
    scheme = locked_running(scheme_uid)
    _check(line)
    if scheme.curve_lines.count() >= MOST_LINES:
        raise WrongInput("curve_lines_too_many", f"A curve has at most {MOST_LINES} lines. Remove one first.")
    row = CurveLine(scheme=scheme, name=plain_text(line.name, field="name", limit=80, required=True))
    _refuse_twice(scheme_uid, line, row.name)
    row.weekdays = "".join(str(day) for day in sorted(line.weekdays))
    row.starts_at, row.ends_at = line.starts_at, line.ends_at
    row.assistants, row.priority = line.assistants, line.priority
    row.duty = CurveLine.Duty.RESTING if line.is_resting else CurveLine.Duty.ACTIVE
    skills = skills_named(scheme, line.skills)
    row.save()
    row.skills.set(skills)
    _refuse_overlapping_nights(scheme_uid)
    note("add_curve_line", by=by, now=now, subject_type="curve_line", subject=row.uid, scheme=scheme_uid)
    return row.uid


@transaction.atomic
def remove_curve_line(*, scheme_uid: UUID, line_uid: UUID, by: Actor, now: datetime) -> None:
    """Remove a line of the curve; needs that were made from it stay.

    Raises: WrongInput `need_unknown`.
    """
    row = CurveLine.objects.filter(scheme__uid=scheme_uid, uid=line_uid).first()
    if row is None:
        raise WrongInput("need_unknown", f"There is no line {line_uid} in this scheme.", need=line_uid)
    row.delete()
    note("remove_curve_line", by=by, now=now, subject_type="curve_line", subject=line_uid, scheme=scheme_uid)


@transaction.atomic
def take_design(
    *,
    scheme_uid: UUID,
    patterns: Sequence[PatternInput],
    first_day: date,
    in_place_of_all: bool,
    by: Actor,
    now: datetime,
) -> int:
    """Make designed shifts the weekly needs from a day on; with `in_place_of_all` the needs so far end the day before.

    Gives the number of needs made. Plans that are made already stay as they are.

    Raises: WrongInput `no_shifts_chosen` and those of `add_pattern`.
    """
    locked_running(scheme_uid)
    if not patterns:
        raise WrongInput("no_shifts_chosen", "No shift was chosen. Choose at least one.")
    ended = 0
    if in_place_of_all:
        for row in NeedPattern.objects.filter(Q(last_day=None) | Q(last_day__gte=first_day), scheme__uid=scheme_uid):
            if row.first_day >= first_day:
                remove_pattern(scheme_uid=scheme_uid, pattern_uid=row.uid, by=by, now=now)
            else:
                last_day = first_day - timedelta(days=1)
                end_pattern(scheme_uid=scheme_uid, pattern_uid=row.uid, last_day=last_day, by=by, now=now)
            ended += 1
    for pattern in patterns:
        add_pattern(scheme_uid=scheme_uid, pattern=pattern, by=by, now=now)
    note(
        "shift_design_taken", by=by, now=now, subject_type="scheme", subject=scheme_uid, scheme=scheme_uid,
        first_day=first_day.isoformat(), made=len(patterns), ended=ended,
    )  # fmt: skip
    return len(patterns)


def _check(line: LineInput) -> None:
    if not line.weekdays or not line.weekdays <= set(range(7)):
        raise WrongInput("need_without_weekday", "A need falls on at least one weekday. Choose one.")
    if not 1 <= line.assistants <= MOST_AT_ONCE:
        raise WrongInput("need_seats_out_of_range", f"Between 1 and {MOST_AT_ONCE} assistants can be needed at once.")
    if not 1 <= line.priority <= 3:
        raise WrongInput("need_priority_unknown", "The priority is 1, 2 or 3.")
    for field, clock in (("starts_at", line.starts_at), ("ends_at", line.ends_at)):
        if clock.minute % QUARTER or clock.second:
            raise WrongInput(
                "need_not_in_quarters",
                f"{clock:%H:%M} is not a whole quarter of an hour. Use 00, 15, 30 or 45.",
                field=field,
            )


def _refuse_twice(scheme_uid: UUID, line: LineInput, name: str) -> None:
    """Lines that overlap are not added up, so the same once more would only be one more to remove."""
    wanted = (line.weekdays, f"{line.starts_at:%H:%M}", f"{line.ends_at:%H:%M}", line.is_resting, set(line.skills))
    for each in lines_of(scheme_uid):
        known = (each.weekdays, each.starts_at, each.ends_at, each.is_resting, set(each.skills))
        if each.name.casefold() == name.casefold() and known == wanted:
            raise WrongInput("curve_line_twice", f"The line {each.name!r} is there already.", name=each.name)


def _refuse_overlapping_nights(scheme_uid: UUID) -> None:
    """Read the nights as the engine will: two that overlap say nothing clear."""
    week_curve(
        [
            WeeklyNeed(each.weekdays, NeedLine(_minutes(each.starts_at), _minutes(each.ends_at), duty=Duty.RESTING))
            for each in lines_of(scheme_uid)
            if each.is_resting
        ]
    )


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])
