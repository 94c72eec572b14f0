from __future__ import annotations

from uuid import uuid4

import pytest

from selvstyrt.apps.hours.queries import account
from selvstyrt.apps.hours.services import approve_entries
from selvstyrt.apps.journal.models import Event
from selvstyrt.apps.timesheets.models import TimeEntry
from selvstyrt.apps.timesheets.queries import entry_view, missing_shifts
from selvstyrt.apps.timesheets.services import confirm_shift, correct_entry, withdraw_entry
from selvstyrt.core.base import Conflict, NotAllowed
from tests.apps.timesheets.work import NOW, enter, published_plan, shift, work
from tests.cast import Cast

DAY = ("2026-11-02 07:00", "2026-11-02 15:00")


def withdraw(cast: Cast, entry: TimeEntry, person=None, version: int = 1) -> TimeEntry:
    return withdraw_entry(entry_uid=entry.uid, version=version, by=cast.actor(person or cast.amal), now=NOW)


def test_a_withdrawn_shift_can_be_entered_again_and_the_old_form_gives_nothing(cast: Cast) -> None:
    planned = shift(published_plan(cast.scheme), cast.amal_assignment, *DAY)
    key = uuid4()
    by = cast.actor(cast.amal)
    entry = confirm_shift(key=key, shift_uid=planned.uid, by=by, now=NOW)
    assert missing_shifts(scheme_uid=cast.scheme.uid, before=NOW) == []
    withdraw(cast, entry)
    assert [view.uid for view in missing_shifts(scheme_uid=cast.scheme.uid, before=NOW)] == [planned.uid]
    event = Event.objects.get(act="time_entry_withdrawn")
    assert str(event.subject) == str(entry.uid)
    with pytest.raises(Conflict) as refused:
        confirm_shift(key=key, shift_uid=planned.uid, by=by, now=NOW)
    assert refused.value.code == "entry_withdrawn"
    again = confirm_shift(key=uuid4(), shift_uid=planned.uid, by=by, now=NOW)
    assert again.state == TimeEntry.State.SUBMITTED


def test_withdrawn_time_does_not_count_as_worked(cast: Cast) -> None:
    entry = enter(cast, work(*DAY))
    before = account(scheme_uid=cast.scheme.uid, on=NOW.date()).waiting
    withdraw(cast, entry)
    assert account(scheme_uid=cast.scheme.uid, on=NOW.date()).waiting == before - 8 * 60


def test_approved_time_is_not_withdrawn(cast: Cast) -> None:
    entry = enter(cast, work(*DAY))
    approve_entries(scheme_uid=cast.scheme.uid, entry_versions={entry.uid: 1}, by=cast.actor(cast.kari), now=NOW)
    for version in (1, 2):
        with pytest.raises(Conflict) as refused:
            withdraw(cast, entry, version=version)
        assert refused.value.code == "entry_changed"
    entry.refresh_from_db()
    assert entry.state == TimeEntry.State.APPROVED


def test_time_withdrawn_meanwhile_is_not_approved(cast: Cast) -> None:
    entry = enter(cast, work(*DAY))
    withdraw(cast, entry)
    with pytest.raises(Conflict) as refused:
        approve_entries(scheme_uid=cast.scheme.uid, entry_versions={entry.uid: 1}, by=cast.actor(cast.kari), now=NOW)
    assert refused.value.code == "entries_changed"


@pytest.mark.parametrize("corrections", [1, 2, 3])
def test_approved_time_stands_when_its_corrections_are_withdrawn_and_can_be_corrected_again(
    cast: Cast, corrections: int
) -> None:
    first = enter(cast, work(*DAY))
    approve_entries(scheme_uid=cast.scheme.uid, entry_versions={first.uid: 1}, by=cast.actor(cast.kari), now=NOW)
    before = account(scheme_uid=cast.scheme.uid, on=NOW.date())
    by = cast.actor(cast.amal)
    newest = first
    for hour in range(corrections):
        content = work("2026-11-02 07:00", f"2026-11-02 {10 + hour}:00")
        newest = correct_entry(key=uuid4(), entry_uid=newest.uid, content=content, by=by, now=NOW)
    assert account(scheme_uid=cast.scheme.uid, on=NOW.date()).waiting == before.waiting
    withdraw(cast, newest)
    view = entry_view(scheme_uid=cast.scheme.uid, entry_uid=first.uid)
    assert view
    assert (view.state, view.correction_waits, view.may_be_corrected) == ("approved", False, True)
    assert account(scheme_uid=cast.scheme.uid, on=NOW.date()).left == before.left
    again = correct_entry(
        key=uuid4(), entry_uid=first.uid, content=work("2026-11-02 07:00", "2026-11-02 13:00"), by=by, now=NOW
    )
    approve_entries(scheme_uid=cast.scheme.uid, entry_versions={again.uid: 1}, by=cast.actor(cast.kari), now=NOW)
    assert account(scheme_uid=cast.scheme.uid, on=NOW.date()).used == before.used - 2 * 60


def test_nobody_else_withdraws_an_assistants_time(cast: Cast) -> None:
    entry = enter(cast, work(*DAY))
    with pytest.raises(NotAllowed) as refused:
        withdraw(cast, entry, cast.jonas)
    assert refused.value.code == "not_your_assignment"
    entry.refresh_from_db()
    assert entry.state == TimeEntry.State.SUBMITTED
