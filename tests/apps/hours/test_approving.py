from __future__ import annotations

import threading
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, connections, transaction

from selvstyrt.apps.hours import services
from selvstyrt.apps.hours.models import LedgerEntry
from selvstyrt.apps.hours.services import approve_entries
from selvstyrt.apps.journal.models import Event
from selvstyrt.apps.schemes.models import HoursPolicy
from selvstyrt.apps.timesheets.models import Period, TimeEntry
from selvstyrt.apps.timesheets.services import correct_entry
from selvstyrt.core.base import Conflict, NotAllowed, SelvstyrtError, WrongInput
from tests.apps.timesheets.work import NOW, enter, resting, work
from tests.cast import Cast


def approve(cast: Cast, *entries: TimeEntry, version: int = 1) -> int:
    return approve_entries(
        scheme_uid=cast.scheme.uid,
        entry_versions={entry.uid: version for entry in entries},
        by=cast.actor(cast.kari),
        now=NOW,
    )


def used() -> int:
    return -sum(LedgerEntry.objects.values_list("minutes", flat=True))


def test_approved_time_is_taken_from_the_account(cast: Cast) -> None:
    day = enter(cast, work("2026-11-02 07:00", "2026-11-02 15:00", break_minutes=30, break_counts_as_work=False))
    night = enter(cast, resting("2026-11-06 23:00", "2026-11-07 07:00", ("2026-11-07 02:10", "2026-11-07 02:35")))
    assert approve(cast, day, night) == 2
    rows = LedgerEntry.objects.order_by("pk").values_list("kind", "minutes", "day", "month")
    month = date(2026, 11, 1)
    assert list(rows) == [
        ("use_active", -450, date(2026, 11, 2), month),
        ("use_active", -25, date(2026, 11, 6), month),
        ("use_passive", -455, date(2026, 11, 6), month),
    ]


def test_resting_time_and_training_count_as_the_policy_says(cast: Cast) -> None:
    HoursPolicy.objects.filter(scheme=cast.scheme).update(passive_minutes_per_hour=20, training_from_frame=False)
    night = enter(cast, resting("2026-11-06 23:00", "2026-11-07 07:00"))
    course = enter(cast, work("2026-11-09 09:00", "2026-11-09 12:00", kind="training"))
    approve(cast, night, course)
    assert [row.minutes for row in LedgerEntry.objects.all()] == [-160]


def test_the_night_when_the_clock_goes_back_takes_an_hour_more(cast: Cast) -> None:
    approve(cast, enter(cast, work("2026-10-24 23:00", "2026-10-25 07:00")))
    assert used() == 540


def test_a_stale_version_is_refused_and_nothing_else_is_approved(cast: Cast) -> None:
    one = enter(cast, work("2026-11-02 07:00", "2026-11-02 15:00"))
    other = enter(cast, work("2026-11-03 07:00", "2026-11-03 15:00"))
    approve_entries(scheme_uid=cast.scheme.uid, entry_versions={other.uid: 1}, by=cast.actor(cast.ola), now=NOW)
    with pytest.raises(Conflict) as refused:
        approve(cast, one, other)
    assert refused.value.code == "entries_changed"
    told = refused.value.facts["entries"]
    assert [(item["uid"], item["by"], item["state"]) for item in told] == [(other.uid, "Ola", "approved")]
    one.refresh_from_db()
    assert one.state == TimeEntry.State.SUBMITTED
    assert used() == 480


def test_nobody_approves_their_own_time_or_that_of_another_scheme(cast: Cast) -> None:
    mine = enter(cast, work("2026-11-02 07:00", "2026-11-02 15:00"))
    with pytest.raises(NotAllowed) as own:
        approve_entries(scheme_uid=cast.scheme.uid, entry_versions={mine.uid: 1}, by=cast.actor(cast.amal), now=NOW)
    assert own.value.code == "own_entry"
    with pytest.raises(WrongInput) as foreign:
        approve_entries(
            scheme_uid=cast.other_scheme.uid, entry_versions={mine.uid: 1}, by=cast.actor(cast.nina), now=NOW
        )
    assert foreign.value.code == "unknown_entry"
    with pytest.raises(WrongInput):
        approve_entries(scheme_uid=cast.scheme.uid, entry_versions={uuid4(): 1}, by=cast.actor(cast.kari), now=NOW)
    assert not LedgerEntry.objects.exists()


def test_a_correction_of_approved_time_counts_when_it_is_approved(cast: Cast) -> None:
    first = enter(cast, work("2026-11-02 07:00", "2026-11-02 15:00"))
    approve(cast, first)
    second = correct_entry(
        key=uuid4(),
        entry_uid=first.uid,
        content=work("2026-11-02 07:00", "2026-11-02 16:00"),
        by=cast.actor(cast.amal),
        now=NOW,
    )
    first.refresh_from_db()
    assert (first.state, used()) == (TimeEntry.State.APPROVED, 480)
    approve(cast, second)
    first.refresh_from_db()
    assert (first.state, used()) == (TimeEntry.State.REPLACED, 540)


def test_a_correction_after_the_lock_is_booked_in_the_open_month_about_its_own_day(cast: Cast) -> None:
    first = enter(cast, work("2026-10-05 07:00", "2026-10-05 15:00"))
    approve(cast, first)
    Period.objects.filter(month=date(2026, 10, 1)).update(state=Period.State.LOCKED)
    second = correct_entry(
        key=uuid4(),
        entry_uid=first.uid,
        content=work("2026-10-05 07:00", "2026-10-05 14:00"),
        by=cast.actor(cast.amal),
        now=NOW,
    )
    approve(cast, second)
    late = LedgerEntry.objects.filter(month=date(2026, 11, 1)).values_list("kind", "minutes", "day")
    assert list(late) == [("correction", 480, date(2026, 10, 5)), ("use_active", -420, date(2026, 10, 5))]
    assert used() == 420


def test_a_correction_of_a_correction_takes_back_only_what_counted(cast: Cast) -> None:
    first = enter(cast, work("2026-11-02 07:00", "2026-11-02 15:00"))
    approve(cast, first)
    by = cast.actor(cast.amal)
    second = correct_entry(
        key=uuid4(), entry_uid=first.uid, content=work("2026-11-02 07:00", "2026-11-02 16:00"), by=by, now=NOW
    )
    third = correct_entry(
        key=uuid4(), entry_uid=second.uid, content=work("2026-11-02 07:00", "2026-11-02 15:30"), by=by, now=NOW
    )
    with pytest.raises(Conflict):
        approve(cast, second)
    approve(cast, third)
    assert used() == 510
    assert set(TimeEntry.objects.values_list("state", flat=True)) == {"replaced", "approved"}
    assert TimeEntry.objects.get(state="approved") == third


def test_a_crash_between_approval_and_ledger_leaves_nothing_written(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = enter(cast, work("2026-11-02 07:00", "2026-11-02 15:00"))
    events = Event.objects.count()

    def power_cut(*_: object, **__: object) -> None:
        raise DatabaseError("server closed the connection")

    monkeypatch.setattr(services, "_uses", power_cut)
    with pytest.raises(DatabaseError):
        approve(cast, entry)
    entry.refresh_from_db()
    assert (entry.state, entry.version) == (TimeEntry.State.SUBMITTED, 1)
    assert not LedgerEntry.objects.exists()
    assert Event.objects.count() == events


def test_without_a_policy_nothing_is_approved(cast: Cast) -> None:
    entry = enter(cast, work("2026-11-02 07:00", "2026-11-02 15:00"))
    HoursPolicy.objects.filter(scheme=cast.scheme).delete()
    with pytest.raises(SelvstyrtError) as refused:
        approve(cast, entry)
    assert refused.value.code == "no_hours_policy"
    entry.refresh_from_db()
    assert entry.state == TimeEntry.State.SUBMITTED


def test_the_ledger_is_never_changed(cast: Cast) -> None:
    approve(cast, enter(cast, work("2026-11-02 07:00", "2026-11-02 15:00")))
    with pytest.raises(NotAllowed):
        LedgerEntry.objects.update(minutes=-1)
    with pytest.raises(NotAllowed):
        LedgerEntry.objects.all().delete()
    row = LedgerEntry.objects.get()
    row.minutes = -1
    with pytest.raises(DatabaseError), transaction.atomic():
        row.save()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE hours_ledgerentry SET minutes = -1")
    assert LedgerEntry.objects.get().minutes == -480


@pytest.mark.django_db(transaction=True)
def test_of_approvals_at_the_same_moment_one_wins_and_the_others_are_told(cast: Cast) -> None:
    entries = [enter(cast, work(f"2026-11-{day:02} 07:00", f"2026-11-{day:02} 15:00")) for day in range(2, 7)]
    versions: dict[UUID, int] = {entry.uid: 1 for entry in entries}
    leaders = [cast.actor(cast.kari), cast.actor(cast.ola)] * 3
    barrier = threading.Barrier(len(leaders))
    outcomes: list[str] = []

    def press(leader) -> None:
        try:
            barrier.wait()
            approve_entries(scheme_uid=cast.scheme.uid, entry_versions=versions, by=leader, now=datetime.now(UTC))
            outcomes.append("approved")
        except Conflict as conflict:
            outcomes.append(f"{conflict.code} {conflict.facts['count']}")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=(leader,)) for leader in leaders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["approved"] + ["entries_changed 5"] * 5
    assert used() == 5 * 480
    assert Event.objects.filter(act="time_entry_approved").count() == 5
