from __future__ import annotations

from datetime import date, datetime

import pytest
from django.db import connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext

from selvstyrt.apps.decisions.services import LineInput
from selvstyrt.apps.hours.models import LedgerEntry
from selvstyrt.apps.hours.queries import account, movements
from selvstyrt.apps.hours.services import approve_entries, post_grants, register_decision_and_grant
from selvstyrt.apps.timesheets.models import Period
from selvstyrt.core.base import Conflict
from tests.apps.timesheets.work import NOW, enter, published_plan, resting, shift, work
from tests.cast import Cast

YEAR = 38 * 60 * 365 // 7


def granted() -> int:
    return LedgerEntry.objects.filter(kind__in=["grant", "adjust"]).aggregate(sum=Sum("minutes"))["sum"]


def grant(cast: Cast, through: date = date(2026, 12, 31)) -> int:
    return post_grants(scheme_uid=cast.scheme.uid, through=through, by=cast.actor(cast.liv), now=NOW)


def test_a_year_is_granted_day_by_day_without_losing_a_minute(cast: Cast) -> None:
    assert grant(cast) == 365
    assert granted() == YEAR
    assert grant(cast) == 0


def test_a_new_decision_is_written_as_differences_from_its_day(cast: Cast) -> None:
    grant(cast)
    Period.objects.create(scheme=cast.scheme, month=date(2026, 7, 1), state=Period.State.LOCKED)
    register_decision_and_grant(
        scheme_uid=cast.scheme.uid,
        issued_on=date(2026, 7, 10),
        first_day=date(2026, 7, 15),
        lines=[LineInput("practical", 40 * 60)],
        by=cast.actor(cast.kari),
        now=NOW,
    )
    before = 38 * 60 * 195 // 7
    assert granted() == before + 40 * 60 * 170 // 7
    assert not LedgerEntry.objects.filter(kind="adjust", day__lt=date(2026, 7, 15)).exists()
    july = LedgerEntry.objects.filter(kind="adjust", day__month=7)
    assert set(july.values_list("month", flat=True)) == {date(2026, 8, 1)}
    assert account(scheme_uid=cast.scheme.uid, on=date(2026, 12, 31)).granted_year == granted()


def test_a_refused_decision_grants_nothing(cast: Cast) -> None:
    grant(cast)
    rows = LedgerEntry.objects.count()
    with pytest.raises(Conflict):
        register_decision_and_grant(
            scheme_uid=cast.scheme.uid,
            issued_on=date(2026, 1, 1),
            first_day=date(2026, 1, 1),
            lines=[LineInput("practical", 40 * 60)],
            by=cast.actor(cast.kari),
            now=NOW,
        )
    assert LedgerEntry.objects.count() == rows


def test_the_account_adds_up(cast: Cast) -> None:
    plan = published_plan(cast.scheme)
    approved = enter(cast, work("2026-11-02 07:00", "2026-11-02 15:00"))
    approve_entries(scheme_uid=cast.scheme.uid, entry_versions={approved.uid: 1}, by=cast.actor(cast.kari), now=NOW)
    enter(cast, resting("2026-11-06 23:00", "2026-11-07 07:00"))  # waits
    shift(plan, cast.jonas_assignment, "2026-11-10 07:00", "2026-11-10 14:00")  # not entered yet
    shift(plan, cast.jonas_assignment, "2026-11-25 07:00", "2026-11-25 15:00")  # to come
    shift(plan, None, "2026-11-26 07:00", "2026-11-26 15:00")  # nobody has it
    status = account(scheme_uid=cast.scheme.uid, on=date(2026, 11, 20))
    assert (status.granted_year, status.used, status.waiting, status.planned) == (YEAR, 480, 480 + 420, 480)
    assert status.left == YEAR - 480 - 900 - 480
    assert status.granted_so_far == 38 * 60 * 324 // 7
    assert status.balance == status.granted_so_far - 480 - 900
    assert status.forecast_left == status.left - status.expected
    assert status.months[-1].left_after == status.forecast_left
    november = status.months[10]
    assert (november.used, november.waiting, november.planned) == (480, 900, 480)
    assert sum(month.granted for month in status.months) == YEAR
    assert sum(month.expected for month in status.months) == status.expected
    assert status.steps


def test_a_correction_that_waits_changes_no_figure(cast: Cast) -> None:
    from uuid import uuid4

    from selvstyrt.apps.timesheets.services import correct_entry

    first = enter(cast, work("2026-11-02 07:00", "2026-11-02 15:00"))
    approve_entries(scheme_uid=cast.scheme.uid, entry_versions={first.uid: 1}, by=cast.actor(cast.kari), now=NOW)
    before = account(scheme_uid=cast.scheme.uid, on=date(2026, 11, 20))
    correct_entry(
        key=uuid4(),
        entry_uid=first.uid,
        content=work("2026-11-02 07:00", "2026-11-02 12:00"),
        by=cast.actor(cast.amal),
        now=NOW,
    )
    assert account(scheme_uid=cast.scheme.uid, on=date(2026, 11, 20)) == before


def test_the_entries_behind_a_month_are_told(cast: Cast) -> None:
    entry = enter(cast, resting("2026-11-06 23:00", "2026-11-07 07:00", ("2026-11-07 02:10", "2026-11-07 02:35")))
    approve_entries(scheme_uid=cast.scheme.uid, entry_versions={entry.uid: 1}, by=cast.actor(cast.kari), now=NOW)
    told = movements(scheme_uid=cast.scheme.uid, month=date(2026, 11, 1))
    assert [(item.kind, item.minutes, item.assistant) for item in told] == [
        ("use_active", -25, "Amal"),
        ("use_passive", -455, "Amal"),
    ]
    assert movements(scheme_uid=cast.other_scheme.uid, month=date(2026, 11, 1)) == []


def test_the_account_takes_few_queries_with_a_year_of_time(cast: Cast) -> None:
    grant(cast)
    for month in range(1, 12):
        for day in (3, 9, 15, 21):
            enter(
                cast,
                work(f"2026-{month:02}-{day:02} 07:00", f"2026-{month:02}-{day:02} 15:00"),
                now=datetime.fromisoformat("2026-11-30T12:00+01:00"),
            )
    with CaptureQueriesContext(
        connection,
    ) as queries:
        account(scheme_uid=cast.scheme.uid, on=date(2026, 11, 30))
    assert len(queries) <= 9
