"""Drafts: made from needs, copied from the published plan, discarded."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from selvstyrt.apps.journal.models import Event
from selvstyrt.apps.plans.models import PlanVersion, Shift
from selvstyrt.apps.plans.services import drafting
from selvstyrt.core.base import Conflict, NotAllowed, WrongInput
from tests.apps.plans.conftest import MONDAY, SUNDAY, Plans, at
from tests.cast import NOW, Cast


def test_a_draft_holds_one_empty_shift_for_each_need(plans: Plans) -> None:
    plan = plans.draft()
    shifts = plans.shifts(plan)
    assert len(shifts) == 10
    assert {shift.assignment for shift in shifts} == {None}
    assert (shifts[0].start, shifts[0].end) == (at(MONDAY, 8), at(MONDAY, 14))
    assert (plan.state, plan.number, plan.based_on) == ("draft", 1, None)
    assert Event.objects.filter(act="plan_drafted", scheme=plans.scheme.uid).count() == 1


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (SUNDAY, MONDAY, "plan_ends_before_start"),
        (MONDAY, MONDAY + timedelta(days=400), "plan_too_long"),
        (date(2026, 10, 1), date(2026, 10, 14), "plan_is_past"),
        (date(2027, 1, 9), date(2027, 1, 10), "no_needs"),
    ],
)
def test_an_impossible_period_is_refused_and_leaves_nothing(plans: Plans, first: date, last: date, code: str) -> None:
    with pytest.raises(WrongInput) as refused:
        plans.draft(first, last)
    assert refused.value.code == code
    assert not PlanVersion.objects.exists()


def test_nobody_employed_is_said_before_a_draft_is_made(plans: Plans) -> None:
    plans.scheme.assignments.update(last_day=date(2026, 12, 1))
    with pytest.raises(WrongInput) as refused:
        plans.draft()
    assert refused.value.code == "no_team"


def test_the_next_period_is_eight_weeks_from_the_monday_after_the_last_plan(plans: Plans, cast: Cast) -> None:
    assert drafting.next_period(plans.scheme.uid, today=date(2026, 11, 20)) == (date(2026, 11, 23), date(2027, 1, 17))
    plans.published(cast.amal, cast.jonas)
    assert drafting.next_period(plans.scheme.uid, today=date(2026, 11, 20)) == (date(2027, 1, 18), date(2027, 3, 14))


def test_a_draft_over_days_under_way_keeps_what_has_begun(plans: Plans, cast: Cast) -> None:
    plans.published(cast.amal, cast.jonas)
    wednesday = at(MONDAY + timedelta(days=2), 12)
    draft = plans.draft(now=wednesday)
    begun = [shift for shift in plans.shifts(draft) if shift.start < wednesday]
    assert [(s.assignment.person.name, s.pinned) for s in begun if s.assignment] == [
        ("Amal", True),
        ("Jonas", True),
        ("Amal", True),
    ]
    assert all(not shift.pinned and shift.assignment is None for shift in plans.shifts(draft)[3:])


def test_changing_a_published_plan_starts_from_a_copy_of_what_holds(plans: Plans, cast: Cast) -> None:
    published = plans.published(cast.amal, cast.jonas)
    uid = drafting.revise_plan(plan_uid=published.uid, by=cast.actor(cast.kari), now=NOW)
    copy = PlanVersion.objects.get(uid=uid)
    assert copy.based_on == published
    before = [(s.key, s.assignment_id, s.start) for s in plans.shifts(published)]
    assert [(s.key, s.assignment_id, s.start) for s in plans.shifts(copy)] == before


def test_a_draft_cannot_be_the_ground_of_a_new_one(plans: Plans, cast: Cast) -> None:
    draft = plans.draft()
    with pytest.raises(NotAllowed) as refused:
        drafting.revise_plan(plan_uid=draft.uid, by=cast.actor(cast.kari), now=NOW)
    assert refused.value.code == "plan_not_published"


def test_a_draft_can_be_discarded_and_a_published_plan_cannot(plans: Plans, cast: Cast) -> None:
    published = plans.published(cast.amal, cast.jonas)
    draft = plans.draft(SUNDAY + timedelta(days=1), SUNDAY + timedelta(days=7))
    drafting.discard_draft(plan_uid=draft.uid, by=cast.actor(cast.kari), now=NOW)
    assert list(PlanVersion.objects.all()) == [published]
    with pytest.raises(Conflict) as refused:
        drafting.discard_draft(plan_uid=published.uid, by=cast.actor(cast.kari), now=NOW)
    assert refused.value.code == "plan_not_draft"
    assert Shift.objects.count() == 10
