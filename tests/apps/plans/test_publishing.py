"""Publishing: what it changes, what stops it, who is told, and two at once."""

from __future__ import annotations

import threading
from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection

from selvstyrt.apps.journal.models import Event
from selvstyrt.apps.plans import queries
from selvstyrt.apps.plans.models import Absence, Message, PlanVersion, Shift
from selvstyrt.apps.plans.services import adjusting, drafting, publishing
from selvstyrt.core.base import Conflict, NotAllowed, SelvstyrtError
from tests.apps.plans.conftest import MONDAY, SUNDAY, Plans, at, make_pattern, span
from tests.cast import NOW, Cast

WEEK = timedelta(days=7)


def names(shifts: list[queries.ShiftView]) -> list[str]:
    return [shift.person_name for shift in shifts]


def test_publishing_freezes_the_plan_and_tells_each_assistant_once(plans: Plans, cast: Cast) -> None:
    plan = plans.published(cast.amal, cast.jonas)
    assert (plan.state, plan.published_by, plan.published_at) == ("published", cast.kari, NOW)
    messages = {message.person: message for message in Message.objects.all()}
    assert set(messages) == {cast.amal, cast.jonas}
    assert messages[cast.amal].subject == "Ny vaktplan: du har 5 vakter"
    assert "mandag 4. januar 2027 kl. 08:00–14:00" in messages[cast.amal].body
    assert "Jonas" not in messages[cast.amal].body
    assert "Solbakken" not in messages[cast.amal].subject + messages[cast.amal].body
    event = Event.objects.get(act="plan_published")
    assert event.facts["people"] == 2


def test_a_message_is_in_the_language_of_the_one_who_gets_it(plans: Plans, cast: Cast) -> None:
    cast.amal.language = "en"
    cast.amal.save()
    plans.published(cast.amal, cast.jonas)
    body = Message.objects.get(person=cast.amal).body
    assert "January" in body


def test_a_changed_plan_tells_only_those_whose_shifts_change(plans: Plans, cast: Cast) -> None:
    published = plans.published(cast.amal, cast.amal, cast.jonas)
    uid = drafting.revise_plan(plan_uid=published.uid, by=cast.actor(cast.kari), now=NOW)
    draft = PlanVersion.objects.get(uid=uid)
    shift = plans.shifts(draft)[2]
    adjusting.move_shift(
        plan_uid=uid, shift_uid=shift.uid, span=span(shift.start.date(), 9, 15), revision=0,
        by=cast.actor(cast.kari), now=NOW,
    )  # fmt: skip
    found = publishing.preview(PlanVersion.objects.select_related("scheme__case").get(uid=uid), now=NOW)
    assert [(c.name, len(c.gained), len(c.lost), len(c.moved)) for c in found.changes] == [("Jonas", 0, 0, 1)]
    plans.publish(draft)
    assert Message.objects.filter(key__contains=str(uid)).count() == 1
    published.refresh_from_db()
    assert published.state == "superseded"


def test_overlapping_plans_each_hold_their_own_days(plans: Plans, cast: Cast) -> None:
    old = plans.published(cast.amal)
    plans.published(cast.jonas, first=MONDAY + WEEK, last=SUNDAY)
    old.refresh_from_db()
    assert old.state == "published"
    assert names(queries.shifts_between(plans.scheme.uid, MONDAY, SUNDAY)) == ["Amal"] * 5 + ["Jonas"] * 5
    plans.published(cast.jonas, first=MONDAY, last=MONDAY + timedelta(days=6))
    old.refresh_from_db()
    assert old.state == "superseded"
    assert names(queries.shifts_between(plans.scheme.uid, MONDAY, SUNDAY)) == ["Jonas"] * 10


def test_a_draft_that_another_plan_has_overtaken_is_refused(plans: Plans, cast: Cast) -> None:
    late = plans.draft()
    plans.published(cast.amal)
    with pytest.raises(Conflict) as refused:
        plans.publish(late)
    assert refused.value.code == "plan_overtaken"


def test_a_draft_changed_since_it_was_seen_is_not_published(plans: Plans, cast: Cast) -> None:
    plan = plans.draft()
    plans.give(plan, plans.shifts(plan)[0], cast.amal)
    with pytest.raises(Conflict) as refused:
        publishing.publish_plan(plan_uid=plan.uid, revision=0, by=cast.actor(cast.kari), now=NOW)
    assert refused.value.code == "draft_changed"


def test_a_plan_that_breaks_the_law_is_not_published_and_nobody_is_told(plans: Plans, cast: Cast) -> None:
    make_pattern(plans.scheme, name="Samtidig", starts_at=time(9), ends_at=time(12))
    plan = plans.draft()
    for shift in plans.shifts(plan):
        plans.give(plan, shift, cast.amal)
    with pytest.raises(NotAllowed) as refused:
        plans.publish(plan)
    assert refused.value.code == "plan_breaks_rules"
    plan.refresh_from_db()
    assert plan.state == "draft"
    assert not Message.objects.exists()


def test_a_missing_agreement_stops_publishing_until_it_is_on_record(plans: Plans, cast: Cast) -> None:
    """Ten hours a day is lawful by agreement on averaging (aml. § 10-5), and not without."""
    agreements = cast.amal_assignment.agreements.filter(type="averaging_individual")
    agreements.update(first_day=date(2027, 6, 1))
    plans.scheme.need_patterns.update(starts_at=time(8), ends_at=time(18), weekdays="0")
    plan = plans.draft()
    for shift in plans.shifts(plan):
        plans.give(plan, shift, cast.amal)
    with pytest.raises(NotAllowed) as refused:
        plans.publish(plan)
    assert refused.value.code == "plan_breaks_rules"
    agreements.update(first_day=date(2026, 1, 1))
    assert plans.publish(plan).state == "published"


def test_somebody_booked_in_another_scheme_is_named_and_the_scheme_is_not(
    plans: Plans, other_plans: Plans, cast: Cast
) -> None:
    make_pattern(plans.scheme, weekdays="5", name="Lørdag", starts_at=time(12), ends_at=time(18))
    mine = plans.draft()
    for shift in plans.shifts(mine):
        plans.give(mine, shift, cast.jonas if shift.name == "Lørdag" else cast.amal)
    other_plans.published(cast.jonas)
    with pytest.raises(Conflict) as refused:
        plans.publish(mine)
    assert refused.value.code == "booked_elsewhere"
    assert refused.value.facts["clashes"][0] == {
        "person": "Jonas",
        "start": at(MONDAY + timedelta(days=5), 12),
        "end": at(MONDAY + timedelta(days=5), 18),
    }
    assert "Fjordgløtt" not in str(refused.value) + str(refused.value.facts)


def test_short_notice_is_told_for_each_shift_that_changes(plans: Plans, cast: Cast) -> None:
    plan = plans.published(cast.amal, now=NOW)
    later = datetime(2026, 12, 28, 9, tzinfo=NOW.tzinfo)
    uid = drafting.revise_plan(plan_uid=plan.uid, by=cast.actor(cast.kari), now=later)
    draft = PlanVersion.objects.select_related("scheme__case").get(uid=uid)
    assert publishing.preview(draft, now=later).short_notice == ()
    for number in (1, 9):
        plans.give(draft, plans.shifts(draft)[number], cast.jonas, now=later)
    found = publishing.preview(draft, now=later)
    assert found.notice_days == 14
    assert [shift.start for shift in found.short_notice] == [at(MONDAY + timedelta(days=1), 8)]
    assert found.may_publish


def test_the_hours_of_the_year_stop_publishing_only_where_the_policy_says_so(plans: Plans, cast: Cast) -> None:
    plan = plans.draft()
    for shift in plans.shifts(plan):
        plans.give(plan, shift, cast.amal)
    cast.decision.lines.update(weekly_minutes=60)
    row = PlanVersion.objects.select_related("scheme__case").get(pk=plan.pk)
    (frame,) = publishing.preview(row, now=NOW).frames
    assert (frame.year, frame.granted_minutes, frame.planned_minutes) == (2027, 365 * 60 // 7, 3600)
    assert (frame.over_minutes, frame.blocks) == (3600 - 365 * 60 // 7, False)
    plans.scheme.hours_policies.update(overspend="block_publish")
    with pytest.raises(NotAllowed) as refused:
        plans.publish(plan)
    assert refused.value.code == "plan_over_frame"


def test_an_absence_entered_after_the_draft_stops_publishing(plans: Plans, cast: Cast) -> None:
    plan = plans.draft()
    plans.give(plan, plans.shifts(plan)[0], cast.amal)
    Absence.objects.create(person=cast.amal, kind="leave", start=at(MONDAY, 0), end=at(MONDAY, 23))
    with pytest.raises(NotAllowed) as refused:
        plans.publish(plan)
    assert refused.value.code == "plan_breaks_rules"


def test_a_breach_that_stands_already_does_not_stop_another_change_and_a_new_one_does(plans: Plans, cast: Cast) -> None:
    """Amal is away on the first day and nobody is found yet; the second day can change hands all the same."""
    plan = plans.published(cast.amal)
    Absence.objects.create(person=cast.amal, kind="sick", start=at(MONDAY, 0), end=at(MONDAY + timedelta(days=1), 0))
    draft = PlanVersion.objects.get(uid=drafting.revise_plan(plan_uid=plan.uid, by=cast.actor(cast.kari), now=NOW))
    plans.give(draft, plans.shifts(draft)[1], cast.jonas)
    Absence.objects.create(
        person=cast.jonas, kind="busy", start=at(MONDAY + timedelta(days=2), 0), end=at(MONDAY + timedelta(days=3), 0)
    )
    plans.give(draft, plans.shifts(draft)[2], cast.jonas)
    with pytest.raises(NotAllowed) as refused:
        plans.publish(draft)
    assert (refused.value.code, refused.value.facts["count"]) == ("plan_breaks_rules", 1)
    plans.give(draft, plans.shifts(draft)[2], cast.amal)
    assert plans.publish(draft).state == "published"


def test_a_period_that_is_over_is_not_published(plans: Plans) -> None:
    plan = plans.draft()
    with pytest.raises(NotAllowed) as refused:
        plans.publish(plan, now=at(SUNDAY + WEEK, 8))
    assert refused.value.code == "plan_is_past"


def in_two_threads(*acts: object) -> list[str]:
    """Run the acts at the same moment; what each of them answers: "done" or the code of the refusal."""
    barrier = threading.Barrier(len(acts))
    answers = ["" for _ in acts]

    def run(number: int) -> None:
        try:
            barrier.wait(10)
            acts[number]()  # type: ignore[operator]
            answers[number] = "done"
        except SelvstyrtError as error:
            answers[number] = error.code
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_the_same_draft_at_once_one_wins(plans: Plans, cast: Cast) -> None:
    plan = plans.draft()
    for shift in plans.shifts(plan):
        plans.give(plan, shift, cast.amal)
    plan.refresh_from_db()

    def publish() -> None:
        publishing.publish_plan(plan_uid=plan.uid, revision=plan.revision, by=cast.actor(cast.kari), now=NOW)

    assert sorted(in_two_threads(publish, publish)) == ["done", "plan_not_draft"]
    assert Message.objects.count() == 1
    assert Event.objects.filter(act="plan_published").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_schemes_cannot_book_one_person_at_once(plans: Plans, other_plans: Plans, cast: Cast) -> None:
    make_pattern(plans.scheme, weekdays="5", name="Lørdag", starts_at=time(12), ends_at=time(18))
    mine, other = plans.draft(), other_plans.draft()
    for world, plan in ((plans, mine), (other_plans, other)):
        for shift in world.shifts(plan):
            if shift.name == "Lørdag":
                world.give(plan, shift, cast.jonas)
        plan.refresh_from_db()

    def publish(plan: PlanVersion, leader: object) -> None:
        publishing.publish_plan(plan_uid=plan.uid, revision=plan.revision, by=cast.actor(leader), now=NOW)  # type: ignore[arg-type]

    answers = in_two_threads(lambda: publish(mine, cast.kari), lambda: publish(other, cast.nina))
    assert sorted(answers) == ["booked_elsewhere", "done"]
    booked = Shift.objects.in_effect().filter(assignment__person=cast.jonas)
    assert len({shift.plan_id for shift in booked}) == 1
