from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from selvstyrt.apps.journal.models import Event
from selvstyrt.apps.plans.models import PlanVersion
from selvstyrt.apps.timesheets.content import EntryContent
from selvstyrt.apps.timesheets.convert import content_of
from selvstyrt.apps.timesheets.models import Call, Period, TimeEntry
from selvstyrt.apps.timesheets.services import confirm_shift, correct_entry, return_entry, submit_entry
from selvstyrt.core.base import Conflict, NotAllowed, WrongInput
from tests.apps.timesheets.work import NOW, enter, published_plan, resting, shift, span, work
from tests.cast import Cast


def test_the_same_form_sent_twice_gives_one_entry(cast: Cast) -> None:
    key = uuid4()
    content = resting("2026-11-06 23:00", "2026-11-07 07:00", ("2026-11-07 02:10", "2026-11-07 02:35"))
    sent = [
        submit_entry(
            key=key, assignment_uid=cast.amal_assignment.uid, content=content, by=cast.actor(cast.amal), now=NOW
        )
        for _ in range(2)
    ]
    assert sent[0].pk == sent[1].pk
    assert TimeEntry.objects.count() == 1
    assert Call.objects.count() == 1
    assert Event.objects.filter(act="time_entry_submitted").count() == 1


def test_the_same_key_with_other_content_is_refused(cast: Cast) -> None:
    key = uuid4()
    by = cast.actor(cast.amal)
    submit_entry(
        key=key,
        assignment_uid=cast.amal_assignment.uid,
        content=work("2026-11-02 07:00", "2026-11-02 15:00"),
        by=by,
        now=NOW,
    )
    with pytest.raises(Conflict) as refused:
        submit_entry(
            key=key,
            assignment_uid=cast.amal_assignment.uid,
            content=work("2026-11-02 07:00", "2026-11-02 16:00"),
            by=by,
            now=NOW,
        )
    assert refused.value.code == "key_used"
    assert TimeEntry.objects.get().end == datetime(2026, 11, 2, 14, tzinfo=UTC)


def test_a_resting_night_is_kept_whole_with_its_calls(cast: Cast) -> None:
    content = resting("2026-11-06 23:00", "2026-11-07 07:00", ("2026-11-07 02:10", "2026-11-07 02:35"))
    entry = enter(cast, content)
    assert content_of(TimeEntry.objects.get(pk=entry.pk)) == content
    assert (content.active_minutes, content.resting_minutes) == (25, 455)
    assert entry.period.month == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (lambda: work("2026-11-02 15:00", "2026-11-02 07:00"), "end_not_after_start"),
        (lambda: work("2026-11-02 07:00", "2026-11-03 07:01"), "entry_too_long"),
        (lambda: work("2026-11-02 07:00", "2026-11-02 15:00", break_minutes=481), "break_too_long"),
        (lambda: work("2026-11-02 07:00", "2026-11-02 15:00", note="a\0b"), "text_has_nul"),
        (lambda: work("2026-11-02 07:00", "2026-11-02 15:00", note="x" * 2001), "text_too_long"),
        (lambda: work("2026-11-02 07:00", "2026-11-02 15:00", kind="holiday"), "unknown_kind"),
        (
            lambda: resting("2026-11-06 23:00", "2026-11-07 07:00", ("2026-11-07 06:50", "2026-11-07 07:10")),
            "call_outside_rest",
        ),
        (
            lambda: resting(
                "2026-11-06 23:00",
                "2026-11-07 07:00",
                ("2026-11-07 02:00", "2026-11-07 02:30"),
                ("2026-11-07 02:20", "2026-11-07 02:40"),
            ),
            "calls_overlap",
        ),
        (
            lambda: EntryContent(
                span("2026-11-06 23:00", "2026-11-07 07:00"), calls=(span("2026-11-07 02:00", "2026-11-07 02:30"),)
            ),
            "call_without_rest",
        ),
        (
            lambda: EntryContent(
                span("2026-11-06 23:00", "2026-11-07 07:00"), rest=span("2026-11-06 22:00", "2026-11-07 06:00")
            ),
            "rest_outside_entry",
        ),
        (lambda: work("2026-03-29 02:30", "2026-03-29 09:00"), "time_does_not_exist"),
        (lambda: work("2026-10-24 23:00", "2026-10-25 02:30"), "time_exists_twice"),
    ],
)
def test_what_cannot_be_is_said_so(content, code: str) -> None:
    with pytest.raises(WrongInput) as refused:
        content()
    assert refused.value.code == code


def test_twenty_four_hours_over_the_clock_change_are_one_entry() -> None:
    assert work("2026-10-24 20:00", "2026-10-25 20:00").span.minutes == 25 * 60


def test_overlapping_own_time_is_refused_and_touching_time_is_not(cast: Cast) -> None:
    enter(cast, work("2026-11-02 07:00", "2026-11-02 15:00"))
    with pytest.raises(WrongInput) as refused:
        enter(cast, work("2026-11-02 14:59", "2026-11-02 20:00"))
    assert refused.value.code == "entry_overlaps"
    enter(cast, work("2026-11-02 15:00", "2026-11-02 20:00"))
    assert TimeEntry.objects.count() == 2


def test_an_overlap_in_another_scheme_is_refused_without_telling_about_it(cast: Cast) -> None:
    enter(cast, work("2026-11-02 07:00", "2026-11-02 15:00"), assignment=cast.jonas_other_assignment)
    with pytest.raises(WrongInput) as refused:
        enter(cast, work("2026-11-02 10:00", "2026-11-02 18:00"), assignment=cast.jonas_assignment)
    assert refused.value.code == "entry_overlaps_elsewhere"
    assert refused.value.facts == {}
    assert "Fjordgløtt" not in str(refused.value)


def test_time_that_is_not_over_and_time_outside_the_assignment_are_refused(cast: Cast) -> None:
    with pytest.raises(WrongInput) as early:
        enter(cast, work("2026-11-20 09:00", "2026-11-20 11:00"))
    assert early.value.code == "entry_in_the_future"
    cast.amal_assignment.last_day = date(2026, 11, 8)
    cast.amal_assignment.save()
    with pytest.raises(WrongInput) as outside:
        enter(cast, work("2026-11-09 07:00", "2026-11-09 15:00"))
    assert outside.value.code == "entry_outside_assignment"


def test_a_leader_may_enter_for_an_assistant_and_a_colleague_may_not(cast: Cast) -> None:
    content = work("2026-11-02 07:00", "2026-11-02 15:00")
    for stranger in (cast.jonas, cast.nina, cast.liv):
        with pytest.raises(NotAllowed) as refused:
            submit_entry(
                key=uuid4(),
                assignment_uid=cast.amal_assignment.uid,
                content=content,
                by=cast.actor(stranger),
                now=NOW,
            )
        assert refused.value.code == "not_your_assignment"
    assert not TimeEntry.objects.exists()
    entry = submit_entry(
        key=uuid4(), assignment_uid=cast.amal_assignment.uid, content=content, by=cast.actor(cast.kari), now=NOW
    )
    assert entry.entered_by == cast.kari


def test_an_unknown_assignment_is_refused(cast: Cast) -> None:
    with pytest.raises(WrongInput) as refused:
        submit_entry(
            key=uuid4(),
            assignment_uid=uuid4(),
            content=work("2026-11-02 07:00", "2026-11-02 15:00"),
            by=cast.actor(cast.amal),
            now=NOW,
        )
    assert refused.value.code == "unknown_assignment"


def test_a_shift_is_confirmed_as_planned_once(cast: Cast) -> None:
    plan = published_plan(cast.scheme)
    night = shift(
        plan,
        cast.amal_assignment,
        "2026-11-06 22:00",
        "2026-11-07 08:00",
        type="resting_night",
        passive_minutes=480,
    )
    entry = confirm_shift(key=uuid4(), shift_uid=night.uid, by=cast.actor(cast.amal), now=NOW)
    assert content_of(entry).rest == span("2026-11-06 23:00", "2026-11-07 07:00")
    with pytest.raises(Conflict) as again:
        confirm_shift(key=uuid4(), shift_uid=night.uid, by=cast.actor(cast.amal), now=NOW)
    assert again.value.code == "shift_already_entered"
    assert TimeEntry.objects.count() == 1


def test_a_shift_of_a_plan_that_was_replaced_is_not_confirmed(cast: Cast) -> None:
    plan = published_plan(cast.scheme)
    day = shift(plan, cast.amal_assignment, "2026-11-02 07:00", "2026-11-02 15:00")
    PlanVersion.objects.filter(pk=plan.pk).update(state=PlanVersion.State.SUPERSEDED)
    with pytest.raises(Conflict) as refused:
        confirm_shift(key=uuid4(), shift_uid=day.uid, by=cast.actor(cast.amal), now=NOW)
    assert refused.value.code == "plan_changed"


def test_a_shift_of_somebody_else_or_of_a_draft_is_unknown(cast: Cast) -> None:
    plan = published_plan(cast.scheme)
    jonas_shift = shift(plan, cast.jonas_assignment, "2026-11-02 07:00", "2026-11-02 15:00")
    with pytest.raises(NotAllowed):
        confirm_shift(key=uuid4(), shift_uid=jonas_shift.uid, by=cast.actor(cast.amal), now=NOW)
    PlanVersion.objects.update(state=PlanVersion.State.DRAFT)
    with pytest.raises(WrongInput) as draft:
        confirm_shift(key=uuid4(), shift_uid=jonas_shift.uid, by=cast.actor(cast.jonas), now=NOW)
    assert draft.value.code == "unknown_shift"


def test_a_correction_takes_the_place_of_what_was_sent(cast: Cast) -> None:
    first = enter(cast, work("2026-11-02 07:00", "2026-11-02 15:00"))
    right = work("2026-11-02 07:00", "2026-11-02 16:00")
    second = correct_entry(key=uuid4(), entry_uid=first.uid, content=right, by=cast.actor(cast.amal), now=NOW)
    first.refresh_from_db()
    assert first.state == TimeEntry.State.REPLACED
    assert second.replaces == first
    with pytest.raises(Conflict) as late:
        correct_entry(key=uuid4(), entry_uid=first.uid, content=right, by=cast.actor(cast.amal), now=NOW)
    assert late.value.code == "entry_changed"


def test_a_correction_sent_twice_gives_one_entry(cast: Cast) -> None:
    first = enter(cast, work("2026-11-02 07:00", "2026-11-02 15:00"))
    key = uuid4()
    for _ in range(2):
        correct_entry(
            key=key,
            entry_uid=first.uid,
            content=work("2026-11-02 07:00", "2026-11-02 16:00"),
            by=cast.actor(cast.amal),
            now=NOW,
        )
    assert TimeEntry.objects.count() == 2


def test_a_correction_of_a_locked_month_is_booked_in_the_first_open_one(cast: Cast) -> None:
    first = enter(cast, work("2026-10-05 07:00", "2026-10-05 15:00"))
    Period.objects.filter(month=date(2026, 10, 1)).update(state=Period.State.LOCKED, locked_at=NOW)
    second = correct_entry(
        key=uuid4(),
        entry_uid=first.uid,
        content=work("2026-10-05 07:00", "2026-10-05 16:00"),
        by=cast.actor(cast.amal),
        now=NOW,
    )
    first.refresh_from_db()
    assert first.period.month == date(2026, 10, 1)
    assert second.period.month == date(2026, 11, 1)


def test_a_returned_entry_says_why_and_can_be_corrected(cast: Cast) -> None:
    entry = enter(cast, work("2026-11-02 07:00", "2026-11-02 15:00"))
    returned = return_entry(
        scheme_uid=cast.scheme.uid,
        entry_uid=entry.uid,
        version=1,
        reason="Du gikk kl. 14.",
        by=cast.actor(cast.kari),
        now=NOW,
    )
    assert (returned.state, returned.return_reason) == (TimeEntry.State.RETURNED, "Du gikk kl. 14.")
    with pytest.raises(Conflict) as stale:
        return_entry(
            scheme_uid=cast.scheme.uid,
            entry_uid=entry.uid,
            version=1,
            reason="En gang til",
            by=cast.actor(cast.ola),
            now=NOW,
        )
    assert stale.value.facts["entries"][0]["by"] == "Kari"
    mended = correct_entry(
        key=uuid4(),
        entry_uid=entry.uid,
        content=work("2026-11-02 07:00", "2026-11-02 14:00"),
        by=cast.actor(cast.amal),
        now=NOW,
    )
    assert mended.state == TimeEntry.State.SUBMITTED


def test_an_entry_of_another_scheme_cannot_be_returned(cast: Cast) -> None:
    entry = enter(cast, work("2026-11-02 07:00", "2026-11-02 15:00"))
    with pytest.raises(WrongInput) as refused:
        return_entry(
            scheme_uid=cast.other_scheme.uid,
            entry_uid=entry.uid,
            version=1,
            reason="x",
            by=cast.actor(cast.nina),
            now=NOW,
        )
    assert refused.value.code == "unknown_entry"
    entry.refresh_from_db()
    assert entry.state == TimeEntry.State.SUBMITTED
