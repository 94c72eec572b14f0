"""Acts on what a scheme needs (behov): weekly patterns and single dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction

from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.journal.services import note
from selvstyrt.apps.people.texts import plain_text
from selvstyrt.apps.plans.models import NeedDate, NeedPattern, ShiftType
from selvstyrt.apps.plans.needs_queries import needs_of
from selvstyrt.apps.plans.unfolding import FIRST, SECOND
from selvstyrt.apps.schemes.services import locked_running, skills_named
from selvstyrt.core.base import WrongInput

MOST_AT_ONCE = 4
LONGEST_DATES = 366
__all__ = [
    "DateInput",
    "PatternInput",
    "add_dates",
    "add_pattern",
    "change_pattern",
    "check_pattern",
    "end_pattern",
    "needs_of",
    "remove_dates",
    "remove_pattern",
]


@dataclass(frozen=True, slots=True)
class PatternInput:
    """A weekly need as somebody enters it; weekdays 0 (Monday) to 6."""

    name: str
    type: str
    weekdays: frozenset[int]
    starts_at: time
    ends_at: time
    first_day: date
    last_day: date | None = None
    assistants: int = 1
    passive_minutes: int = 0
    break_minutes: int = 0
    break_counts_as_work: bool = True
    priority: int = 2
    every_weeks: int = 1
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DateInput:
    """Single dates as somebody enters them; `pattern` is the uid of the pattern that they change."""

    name: str
    adds: bool
    first_day: date
    last_day: date
    pattern: UUID | None = None
    type: str = ""
    starts_at: time | None = None
    ends_at: time | None = None
    assistants: int = 1
    passive_minutes: int = 0
    priority: int = 2
    skills: tuple[str, ...] = ()
    which: str = ""


@transaction.atomic
def add_pattern(*, scheme_uid: UUID, pattern: PatternInput, by: Actor, now: datetime) -> UUID:
    """Add a weekly need.

    Raises: WrongInput `scheme_unknown` and those of `check_pattern`.
    """
    row = NeedPattern(scheme=locked_running(scheme_uid))
    _set_pattern(row, pattern)
    note("add_need_pattern", by=by, now=now, subject_type="need_pattern", subject=row.uid, scheme=scheme_uid)
    return row.uid


@transaction.atomic
def change_pattern(*, scheme_uid: UUID, pattern_uid: UUID, pattern: PatternInput, by: Actor, now: datetime) -> None:
    """Change a weekly need; plans that are made already stay as they are.

    Raises: WrongInput `need_unknown` and those of `check_pattern`.
    """
    _set_pattern(_pattern(scheme_uid, pattern_uid), pattern)
    note("change_need_pattern", by=by, now=now, subject_type="need_pattern", subject=pattern_uid, scheme=scheme_uid)


@transaction.atomic
def end_pattern(*, scheme_uid: UUID, pattern_uid: UUID, last_day: date, by: Actor, now: datetime) -> None:
    """Let a weekly need stop after a day.

    Raises: WrongInput `need_unknown`, `need_ends_before_start`.
    """
    row = _pattern(scheme_uid, pattern_uid)
    _check_days(row.first_day, last_day)
    row.last_day = last_day
    row.save(update_fields=["last_day"])
    note("end_need_pattern", by=by, now=now, subject_type="need_pattern", subject=pattern_uid, scheme=scheme_uid)


@transaction.atomic
def remove_pattern(*, scheme_uid: UUID, pattern_uid: UUID, by: Actor, now: datetime) -> None:
    """Remove a weekly need and the single dates that change it; plans that are made stay as they are.

    Raises: WrongInput `need_unknown`.
    """
    row = _pattern(scheme_uid, pattern_uid)
    row.dates.all().delete()
    row.delete()
    note("remove_need_pattern", by=by, now=now, subject_type="need_pattern", subject=pattern_uid, scheme=scheme_uid)


@transaction.atomic
def add_dates(*, scheme_uid: UUID, dates: DateInput, by: Actor, now: datetime) -> UUID:
    """Add single dates: cancel needs, or put one in place of a pattern or beside it.

    Raises: WrongInput `need_unknown`, `need_ends_before_start`, `need_dates_too_many`,
    `added_need_without_times`, `need_type_unknown`, `need_seats_out_of_range`, `clock_choice_unknown`,
    `skill_unknown`, `passive_longer_than_shift`.
    """
    scheme = locked_running(scheme_uid)
    _check_days(dates.first_day, dates.last_day)
    if (dates.last_day - dates.first_day).days >= LONGEST_DATES:
        raise WrongInput("need_dates_too_many", "Single dates hold for a year at the most. Use a weekly need.")
    pattern = _pattern(scheme_uid, dates.pattern) if dates.pattern else None
    if dates.which not in {"", FIRST, SECOND}:
        raise WrongInput("clock_choice_unknown", "Choose first or second for a time that exists twice.")
    if dates.adds:
        _check_added(dates)
    row = NeedDate.objects.create(
        scheme=scheme,
        change=NeedDate.Change.ADD if dates.adds else NeedDate.Change.CANCEL,
        name=plain_text(dates.name, field="name", limit=80, required=True),
        first_day=dates.first_day,
        last_day=dates.last_day,
        pattern=pattern,
        type=dates.type if dates.adds else "",
        starts_at=dates.starts_at if dates.adds else None,
        ends_at=dates.ends_at if dates.adds else None,
        assistants=dates.assistants,
        passive_minutes=dates.passive_minutes if dates.adds else 0,
        priority=dates.priority,
        which=dates.which if dates.adds else "",
    )
    row.skills.set(skills_named(scheme, dates.skills))
    note("add_need_dates", by=by, now=now, subject_type="need_date", subject=row.uid, scheme=scheme_uid)
    return row.uid


@transaction.atomic
def remove_dates(*, scheme_uid: UUID, date_uid: UUID, by: Actor, now: datetime) -> None:
    """Remove single dates, so that the pattern holds again.

    Raises: WrongInput `need_unknown`.
    """
    deleted, _ = NeedDate.objects.filter(scheme__uid=scheme_uid, uid=date_uid).delete()
    if not deleted:
        raise _unknown(date_uid)
    note("remove_need_dates", by=by, now=now, subject_type="need_date", subject=date_uid, scheme=scheme_uid)


def _pattern(scheme_uid: UUID, pattern_uid: UUID) -> NeedPattern:
    row = (
        NeedPattern.objects.select_for_update(of=("self",))
        .select_related("scheme")
        .filter(scheme__uid=scheme_uid, uid=pattern_uid)
        .first()
    )
    if row is None:
        raise _unknown(pattern_uid)
    return row


def _unknown(need_uid: UUID) -> WrongInput:
    return WrongInput("need_unknown", f"There is no need {need_uid} in this scheme.", need=need_uid)


def _set_pattern(row: NeedPattern, pattern: PatternInput) -> None:
    check_pattern(pattern)
    row.name = plain_text(pattern.name, field="name", limit=80, required=True)
    row.type = pattern.type
    row.weekdays = "".join(str(day) for day in sorted(pattern.weekdays))
    row.starts_at, row.ends_at = pattern.starts_at, pattern.ends_at
    row.first_day, row.last_day = pattern.first_day, pattern.last_day
    row.assistants = pattern.assistants
    row.passive_minutes = pattern.passive_minutes
    row.break_minutes = pattern.break_minutes
    row.break_counts_as_work = pattern.break_counts_as_work
    row.priority = pattern.priority
    row.every_weeks = pattern.every_weeks
    skills = skills_named(row.scheme, pattern.skills)
    row.save()
    row.skills.set(skills)


def check_pattern(pattern: PatternInput) -> None:
    """What a weekly need must hold.

    Raises: WrongInput `need_without_weekday`, `need_ends_before_start`, `need_type_unknown`,
    `need_seats_out_of_range`, `need_priority_unknown`, `need_weeks_out_of_range`,
    `passive_longer_than_shift`, `break_longer_than_shift`.
    """
    if not pattern.weekdays or not pattern.weekdays <= set(range(7)):
        raise WrongInput("need_without_weekday", "A weekly need falls on at least one weekday. Choose one.")
    _check_days(pattern.first_day, pattern.last_day)
    _check_kind(pattern.type, pattern.assistants, pattern.priority)
    if not 1 <= pattern.every_weeks <= 12:
        raise WrongInput("need_weeks_out_of_range", "A need comes back every week, or up to every twelfth week.")
    minutes = wall_minutes(pattern.starts_at, pattern.ends_at)
    _check_passive(pattern.passive_minutes, minutes)
    if pattern.break_minutes >= minutes:
        raise WrongInput("break_longer_than_shift", "The break must be shorter than the shift.", minutes=minutes)


def _check_added(dates: DateInput) -> None:
    if dates.starts_at is None or dates.ends_at is None:
        raise WrongInput("added_need_without_times", "An added need has a time from and a time to. Give both.")
    _check_kind(dates.type, dates.assistants, dates.priority)
    _check_passive(dates.passive_minutes, wall_minutes(dates.starts_at, dates.ends_at))


def _check_days(first_day: date, last_day: date | None) -> None:
    if last_day is not None and last_day < first_day:
        raise WrongInput(
            "need_ends_before_start",
            f"The need ends ({last_day}) before it starts ({first_day}). Change one of the days.",
            first_day=first_day,
            last_day=last_day,
        )


def _check_kind(kind: str, assistants: int, priority: int) -> None:
    if kind not in ShiftType.values:
        raise WrongInput("need_type_unknown", f"There is no kind of shift {kind!r}.")
    if not 1 <= assistants <= MOST_AT_ONCE:
        raise WrongInput("need_seats_out_of_range", f"Between 1 and {MOST_AT_ONCE} assistants can be needed at once.")
    if not 1 <= priority <= 3:
        raise WrongInput("need_priority_unknown", "The priority is 1, 2 or 3.")


def _check_passive(passive_minutes: int, minutes: int) -> None:
    if passive_minutes > minutes:
        raise WrongInput(
            "passive_longer_than_shift",
            f"The resting time ({passive_minutes} min) is longer than the shift ({minutes} min).",
            passive_minutes=passive_minutes,
            minutes=minutes,
        )


def wall_minutes(starts_at: time, ends_at: time) -> int:
    """Minutes on an ordinary day; an end at or before the start is on the next day."""
    minutes = (ends_at.hour - starts_at.hour) * 60 + ends_at.minute - starts_at.minute
    return minutes if minutes > 0 else minutes + 24 * 60
