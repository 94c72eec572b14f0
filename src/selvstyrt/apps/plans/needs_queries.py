"""Questions about needs: patterns, single dates, what they unfold to, what they cost in hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from selvstyrt.apps.plans.models import NeedDate, NeedPattern
from selvstyrt.apps.plans.unfolding import (
    ClockTrouble,
    Dates,
    NeedOccurrence,
    Pattern,
    unfold,
    unfold_readable,
)
from selvstyrt.apps.plans.year_weeks import away_weeks


@dataclass(frozen=True, slots=True)
class Preview:
    """What the needs give over some weeks (forhåndsvisning); minutes elapsed, resting time included."""

    first_day: date
    last_day: date
    occurrences: tuple[NeedOccurrence, ...]
    troubles: tuple[ClockTrouble, ...]

    @property
    def shifts(self) -> int:
        """Number of shifts."""
        return len(self.occurrences)

    @property
    def minutes(self) -> int:
        """Minutes in all."""
        return sum(occurrence.span.minutes for occurrence in self.occurrences)

    @property
    def minutes_per_week(self) -> int:
        """Minutes a week on average, rounded down."""
        return self.minutes * 7 // ((self.last_day - self.first_day).days + 1)


def patterns_of(scheme_uid: UUID, *, first_day: date | None = None, last_day: date | None = None) -> list[Pattern]:
    """The weekly needs that hold on any of the days, by first weekday and time; two queries."""
    rows = NeedPattern.objects.filter(scheme__uid=scheme_uid)
    if first_day is not None:
        rows = rows.filter(Q(last_day=None) | Q(last_day__gte=first_day))
    if last_day is not None:
        rows = rows.filter(first_day__lte=last_day)
    ordered = rows.prefetch_related("skills").order_by("weekdays", "starts_at", "pk")
    return [pattern_of(row) for row in ordered]


def pattern(scheme_uid: UUID, pattern_uid: UUID) -> Pattern | None:
    """One weekly need of this scheme, or None."""
    row = NeedPattern.objects.prefetch_related("skills").filter(scheme__uid=scheme_uid, uid=pattern_uid).first()
    return pattern_of(row) if row else None


def dates_of(scheme_uid: UUID, *, first_day: date | None = None, last_day: date | None = None) -> list[Dates]:
    """The single dates that touch the days, in order; two queries."""
    rows = NeedDate.objects.filter(scheme__uid=scheme_uid)
    if first_day is not None:
        rows = rows.filter(last_day__gte=first_day)
    if last_day is not None:
        rows = rows.filter(first_day__lte=last_day)
    ordered = rows.select_related("pattern").prefetch_related("skills").order_by("first_day", "pk")
    return [dates_value(row) for row in ordered]


def needs_of(*, scheme_uid: UUID, first_day: date, last_day: date) -> list[NeedOccurrence]:
    """Every shift that is needed on the days; five queries. A week away has none but those of single dates.

    Raises: WrongInput `need_time_does_not_exist`, `need_time_exists_twice`.
    """
    patterns = patterns_of(scheme_uid, first_day=first_day, last_day=last_day)
    return unfold(patterns, _dates_and_weeks_away(scheme_uid, first_day, last_day), first_day, last_day)


def preview(scheme_uid: UUID, *, first_day: date, weeks: int = 4, instead: Sequence[Pattern] | None = None) -> Preview:
    """What the needs give in the next weeks; `instead` tries patterns that are not saved yet.

    A need that the clock change makes impossible to read is told as trouble and left out.
    """
    last_day = first_day + timedelta(days=7 * weeks - 1)
    patterns = patterns_of(scheme_uid) if instead is None else list(instead)
    dates = _dates_and_weeks_away(scheme_uid, first_day, last_day)
    occurrences, troubles = unfold_readable(patterns, dates, first_day, last_day)
    return Preview(first_day, last_day, tuple(occurrences), tuple(troubles))


def _dates_and_weeks_away(scheme_uid: UUID, first_day: date, last_day: date) -> list[Dates]:
    """The single dates, and the weeks in which no weekly need holds."""
    away = [
        Dates(id=f"away:{monday}", name=name, adds=False, first_day=monday, last_day=monday + timedelta(days=6))
        for monday, name in away_weeks(scheme_uid, first_day, last_day)
    ]
    return [*dates_of(scheme_uid, first_day=first_day, last_day=last_day), *away]


def pattern_of(row: NeedPattern) -> Pattern:
    """A row as the unfolding sees it; prefetch `skills` for many."""
    return Pattern(
        id=str(row.uid),
        name=row.name,
        type=row.type,
        weekdays=frozenset(int(digit) for digit in row.weekdays),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        first_day=row.first_day,
        last_day=row.last_day,
        assistants=row.assistants,
        passive_minutes=row.passive_minutes,
        break_minutes=row.break_minutes,
        break_counts_as_work=row.break_counts_as_work,
        priority=row.priority,
        every_weeks=row.every_weeks,
        skills=tuple(sorted(skill.name for skill in row.skills.all())),
    )


def dates_value(row: NeedDate) -> Dates:
    """A row of single dates as the unfolding sees it; prefetch `skills` for many."""
    return Dates(
        id=str(row.uid),
        name=row.name,
        adds=row.change == NeedDate.Change.ADD,
        first_day=row.first_day,
        last_day=row.last_day,
        pattern=str(row.pattern.uid) if row.pattern else "",
        type=row.type,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        assistants=row.assistants,
        passive_minutes=row.passive_minutes,
        priority=row.priority,
        skills=tuple(sorted(skill.name for skill in row.skills.all())),
        which=row.which,
    )
