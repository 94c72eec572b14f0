from __future__ import annotations

import threading
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, connections, transaction

from selvstyrt.apps.hours.services import approve_entries
from selvstyrt.apps.payroll.convert import worked_time
from selvstyrt.apps.payroll.models import PayLine
from selvstyrt.apps.payroll.queries import pay_months, pay_of_month
from selvstyrt.apps.payroll.services import lock_month
from selvstyrt.apps.schemes.convert import employment_of
from selvstyrt.apps.timesheets.content import EntryContent
from selvstyrt.apps.timesheets.models import Period, TimeEntry
from selvstyrt.apps.timesheets.services import correct_entry
from selvstyrt.core.base import NoAnswer, NotAllowed, WrongInput
from selvstyrt.core.pay import pay_lines, tariff_source
from tests.apps.timesheets.work import NOW, enter, resting, work
from tests.cast import Cast

OCTOBER = date(2026, 10, 1)
NOVEMBER = date(2026, 11, 1)
DECEMBER_NOW = datetime(2026, 12, 2, 9, tzinfo=UTC)


def approved(cast: Cast, content: EntryContent, assignment=None, now: datetime = NOW) -> TimeEntry:
    entry = enter(cast, content, assignment=assignment, now=now)
    approve(cast, entry, now)
    return entry


def approve(cast: Cast, entry: TimeEntry, now: datetime = NOW) -> None:
    approve_entries(scheme_uid=cast.scheme.uid, entry_versions={entry.uid: 1}, by=cast.actor(cast.kari), now=now)


def lock(cast: Cast, month: date = OCTOBER, now: datetime = NOW, **more: bool):
    return lock_month(scheme_uid=cast.scheme.uid, month=month, by=cast.actor(cast.liv), now=now, **more)


def test_a_locked_month_has_the_lines_that_the_core_gives(cast: Cast) -> None:
    entries = [
        approved(cast, work("2026-10-02 22:00", "2026-10-03 06:00")),
        approved(cast, resting("2026-10-24 23:00", "2026-10-25 07:00", ("2026-10-25 05:00", "2026-10-25 05:20"))),
        approved(cast, work("2026-10-05 07:00", "2026-10-05 15:00"), cast.jonas_assignment),
    ]
    result = lock(cast)
    expected = [
        (entry.pk, line.kind, line.minutes, line.rate, line.amount)
        for entry in sorted(entries, key=lambda row: row.start)
        for line in pay_lines(
            worked_time(entry), employment_of(entry.assignment), tariff_source("tariff_virke", NOW.date())
        )
    ]
    stored = PayLine.objects.order_by("pk").values_list("entry", "kind", "minutes", "rate", "amount")
    assert list(stored) == expected
    assert result.line_count == len(expected)
    assert result.gross == sum(line[4] for line in expected)
    assert all(line.steps for line in PayLine.objects.all())


def test_time_that_waits_stops_the_lock_unless_it_is_moved_on(cast: Cast) -> None:
    waiting = enter(cast, work("2026-10-05 07:00", "2026-10-05 15:00"))
    with pytest.raises(NotAllowed) as refused:
        lock(cast)
    assert (refused.value.code, refused.value.facts["count"]) == ("entries_wait_for_approval", 1)
    assert Period.objects.get(month=OCTOBER).state == Period.State.OPEN
    lock(cast, move_open=True)
    waiting.refresh_from_db()
    assert waiting.period.month == NOVEMBER
    assert Period.objects.get(month=OCTOBER).state == Period.State.LOCKED


def test_months_are_locked_in_order_when_they_are_over_and_once(cast: Cast) -> None:
    approved(cast, work("2026-09-28 07:00", "2026-09-28 15:00"))
    approved(cast, work("2026-10-05 07:00", "2026-10-05 15:00"))
    with pytest.raises(NotAllowed) as order:
        lock(cast)
    assert order.value.code == "earlier_month_open"
    with pytest.raises(WrongInput) as early:
        lock(cast, NOVEMBER)
    assert early.value.code == "month_not_over"
    lock(cast, date(2026, 9, 1))
    lock(cast)
    with pytest.raises(NotAllowed) as twice:
        lock(cast)
    assert twice.value.code == "month_locked_before"


def test_a_correction_after_the_lock_is_paid_as_a_difference_in_the_next_month(cast: Cast) -> None:
    first = approved(cast, work("2026-10-05 07:00", "2026-10-05 15:00"))
    lock(cast)
    october = list(PayLine.objects.order_by("pk").values())
    second = correct_entry(
        key=uuid4(),
        entry_uid=first.uid,
        content=work("2026-10-05 07:00", "2026-10-05 16:00"),
        by=cast.actor(cast.amal),
        now=NOW,
    )
    approve(cast, second)
    preview = pay_of_month(scheme_uid=cast.scheme.uid, month=NOVEMBER, now=DECEMBER_NOW)
    lock(cast, NOVEMBER, DECEMBER_NOW)
    assert list(PayLine.objects.filter(period__month=OCTOBER).order_by("pk").values()) == october
    november = PayLine.objects.filter(period__month=NOVEMBER).order_by("pk")
    rate = november[0].rate
    assert [(line.minutes, line.amount) for line in november] == [(-480, -8 * rate), (540, 9 * rate)]
    assert november[0].reverses_id == october[0]["id"]
    stored = pay_of_month(scheme_uid=cast.scheme.uid, month=NOVEMBER, now=DECEMBER_NOW)
    assert preview is not None and stored is not None
    assert (preview.gross, stored.gross, stored.final, preview.final) == (rate, rate, True, False)
    assert preview.people == stored.people


def test_a_second_correction_takes_back_the_first_and_not_the_original_again(cast: Cast) -> None:
    entry = approved(cast, work("2026-10-05 07:00", "2026-10-05 15:00"))
    lock(cast)
    entry = correct_entry(
        key=uuid4(),
        entry_uid=entry.uid,
        content=work("2026-10-05 07:00", "2026-10-05 16:00"),
        by=cast.actor(cast.amal),
        now=NOW,
    )
    approve(cast, entry)
    lock(cast, NOVEMBER, DECEMBER_NOW)
    entry = correct_entry(
        key=uuid4(),
        entry_uid=entry.uid,
        content=work("2026-10-05 07:00", "2026-10-05 14:00"),
        by=cast.actor(cast.amal),
        now=DECEMBER_NOW,
    )
    approve(cast, entry, DECEMBER_NOW)
    lock(cast, date(2026, 12, 1), datetime(2027, 1, 4, 9, tzinfo=UTC))
    rate = PayLine.objects.order_by("pk")[0].rate
    assert sum((line.amount for line in PayLine.objects.all()), Decimal(0)) == 7 * rate


def test_a_missing_rate_stops_the_lock_and_nothing_is_half_written(cast: Cast) -> None:
    approved(cast, work("2026-10-05 07:00", "2026-10-05 15:00"))
    cast.jonas_assignment.full_time_minutes = 2017
    cast.jonas_assignment.save()
    approved(cast, work("2026-10-06 07:00", "2026-10-06 15:00"), cast.jonas_assignment)
    with pytest.raises(NoAnswer) as refused:
        lock(cast)
    assert refused.value.code == "pay_not_known"
    assert refused.value.facts["assistant"] == "Jonas"
    assert refused.value.facts["cause"] == "no_divisor"
    assert not PayLine.objects.exists()
    assert Period.objects.get(month=OCTOBER).state == Period.State.OPEN


def test_new_time_in_a_locked_month_goes_to_the_next(cast: Cast) -> None:
    approved(cast, work("2026-10-05 07:00", "2026-10-05 15:00"))
    lock(cast)
    late = enter(cast, work("2026-10-07 07:00", "2026-10-07 15:00"))
    assert late.period.month == NOVEMBER


def test_pay_lines_are_never_changed(cast: Cast) -> None:
    approved(cast, work("2026-10-05 07:00", "2026-10-05 15:00"))
    lock(cast)
    with pytest.raises(NotAllowed):
        PayLine.objects.all().update(amount=0)
    line = PayLine.objects.get()
    line.amount = Decimal(1)
    with pytest.raises(DatabaseError), transaction.atomic():
        line.save()


def test_each_sees_own_pay_per_month(cast: Cast) -> None:
    approved(cast, work("2026-10-05 07:00", "2026-10-05 15:00"))
    approved(cast, work("2026-10-06 07:00", "2026-10-06 15:00"), cast.jonas_assignment)
    lock(cast)
    everybody = pay_of_month(scheme_uid=cast.scheme.uid, month=OCTOBER, now=NOW)
    amal = pay_of_month(scheme_uid=cast.scheme.uid, month=OCTOBER, now=NOW, person_uid=cast.amal.uid)
    assert everybody is not None and amal is not None
    assert [person.name for person in everybody.people] == ["Amal", "Jonas"]
    assert [person.name for person in amal.people] == ["Amal"]
    assert everybody.gross == amal.gross * 2
    (month,) = pay_months(scheme_uid=cast.scheme.uid, person_uid=cast.amal.uid)
    assert (month.month, month.gross) == (OCTOBER, amal.gross)
    assert pay_months(scheme_uid=cast.other_scheme.uid, person_uid=cast.jonas.uid) == []


@pytest.mark.django_db(transaction=True)
def test_of_locks_at_the_same_moment_one_wins(cast: Cast) -> None:
    approved(cast, work("2026-10-05 07:00", "2026-10-05 15:00"))
    barrier = threading.Barrier(4)
    outcomes: list[str] = []

    def press() -> None:
        try:
            barrier.wait()
            lock(cast)
            outcomes.append("locked")
        except NotAllowed as refused:
            outcomes.append(refused.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["locked", *["month_locked_before"] * 3]
    assert PayLine.objects.count() == 1
