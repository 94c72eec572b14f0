"""The hours of a new year are granted by themselves: by the first approval, and by the daily work."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db.models import Sum

from selvstyrt.apps.decisions.services import LineInput
from selvstyrt.apps.hours.models import LedgerEntry
from selvstyrt.apps.hours.services import approve_entries, post_all_grants, post_grants, register_decision_and_grant
from selvstyrt.apps.journal.actor import SYSTEM
from selvstyrt.apps.journal.models import Event
from tests.apps.timesheets.work import enter, work
from tests.cast import Cast

BEFORE_MIDNIGHT = datetime(2026, 12, 31, 22, 59, tzinfo=UTC)
AFTER_MIDNIGHT = datetime(2026, 12, 31, 23, 0, tzinfo=UTC)  # 1 January in Norway
WEEK = 38 * 60


def granted(year: int) -> int:
    rows = LedgerEntry.objects.filter(kind__in=["grant", "adjust"], day__year=year)
    return int(rows.aggregate(sum=Sum("minutes"))["sum"] or 0)


def of_both_years() -> int:
    """From 1 January 2026, two years of 365 days; the parts of an hour are carried across New Year."""
    return WEEK * 730 // 7


def approve_one(cast: Cast, now: datetime, day: str = "2026-12-30") -> None:
    entry = enter(cast, work(f"{day} 07:00", f"{day} 15:00"), now=now)
    approve_entries(scheme_uid=cast.scheme.uid, entry_versions={entry.uid: 1}, by=cast.actor(cast.kari), now=now)


def test_the_first_approval_of_a_year_grants_it_and_the_last_of_the_old_year_does_not(cast: Cast) -> None:
    post_grants(scheme_uid=cast.scheme.uid, through=date(2026, 12, 31), by=SYSTEM, now=BEFORE_MIDNIGHT)
    approve_one(cast, BEFORE_MIDNIGHT)
    assert granted(2027) == 0

    approve_one(cast, AFTER_MIDNIGHT, day="2026-12-31")
    approve_one(cast, AFTER_MIDNIGHT, day="2026-12-29")

    assert granted(2026) + granted(2027) == of_both_years()
    assert Event.objects.filter(act="hours_granted").count() == 2


def test_a_scheme_whose_first_decision_is_to_come_is_granted_nothing_by_an_approval(cast: Cast) -> None:
    approve_one(cast, AFTER_MIDNIGHT)
    assert granted(2027) == 0


@pytest.mark.parametrize(("now", "years"), [(BEFORE_MIDNIGHT, {2026}), (AFTER_MIDNIGHT, {2026, 2027})])
def test_a_day_grants_every_scheme_through_the_year_of_the_calendar_on_the_wall(
    cast: Cast, now: datetime, years: set[int]
) -> None:
    assert post_all_grants(by=SYSTEM, now=now) == 2 * 365 * len(years)

    assert set(LedgerEntry.objects.dates("day", "year")) == {date(year, 1, 1) for year in years}
    assert set(LedgerEntry.objects.values_list("scheme", flat=True)) == {cast.scheme.pk, cast.other_scheme.pk}
    assert post_all_grants(by=SYSTEM, now=now) == 0


@pytest.mark.parametrize(
    ("now", "first_day", "through"),
    [
        (BEFORE_MIDNIGHT, date(2026, 12, 28), date(2026, 12, 31)),
        (AFTER_MIDNIGHT, date(2026, 12, 28), date(2027, 12, 31)),
        (BEFORE_MIDNIGHT, date(2027, 1, 4), date(2027, 12, 31)),
    ],
)
def test_a_decision_is_granted_through_its_year_or_the_one_that_has_begun(
    cast: Cast, now: datetime, first_day: date, through: date
) -> None:
    register_decision_and_grant(
        scheme_uid=cast.scheme.uid,
        issued_on=date(2026, 12, 20),
        first_day=first_day,
        lines=[LineInput("practical", 40 * 60)],
        by=cast.actor(cast.kari),
        now=now,
    )
    newest = LedgerEntry.objects.filter(scheme=cast.scheme).order_by("-day").first()
    assert newest is not None
    assert newest.day == through
