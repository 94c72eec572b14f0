"""What a run said of a plan holds until something is changed, by hand or around the plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from selvstyrt.apps.plans.checking import Judged
from selvstyrt.apps.plans.freshness import holds_still
from selvstyrt.apps.plans.models import Absence, PlanVersion, Shift, Wish
from selvstyrt.apps.plans.services import adjusting, runs
from selvstyrt.apps.plans.services.working import carry_out
from tests.apps.plans.conftest import MONDAY, SUNDAY, Plans, at, span
from tests.cast import NOW, Cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def solved(plans: Plans, settings: object) -> PlanVersion:
    settings.SELVSTYRT_RUNNER = "queue"  # type: ignore[attr-defined]
    plan = plans.draft()
    by = plans.cast.actor(plans.leader)
    carry_out(runs.start_run(plan_uid=plan.uid, time_limit_seconds=5, by=by, now=timezone.now()))
    return fresh(plan)


def fresh(plan: PlanVersion) -> PlanVersion:
    return PlanVersion.objects.get(uid=plan.uid)


def holds(plan: PlanVersion) -> bool:
    return holds_still(Judged.of(fresh(plan)))


def pin(plans: Plans, plan: PlanVersion, pinned: bool = True) -> None:
    shift = plans.shifts(plan)[0]
    by = plans.cast.actor(plans.leader)
    adjusting.pin_shift(
        plan_uid=plan.uid, shift_uid=shift.uid, pinned=pinned, revision=fresh(plan).revision, by=by, now=NOW
    )


def test_it_holds_after_the_run_and_when_a_shift_is_pinned(plans: Plans, solved: PlanVersion) -> None:
    assert holds(solved)
    pin(plans, solved)
    assert holds(solved)


def test_a_draft_without_a_run_has_nothing_that_holds(plans: Plans) -> None:
    assert not holds(plans.draft())


def test_an_absence_at_another_time_changes_nothing(plans: Plans, solved: PlanVersion, cast: Cast) -> None:
    later = SUNDAY + timedelta(weeks=20)
    Absence.objects.create(person=cast.amal, kind="holiday", start=at(later, 0), end=at(later, 20))
    assert holds(solved)


def a_shift_by_hand(plans: Plans, plan: PlanVersion) -> None:
    plans.give(plan, plans.shifts(plan)[0], None)


def a_shift_at_another_time(plans: Plans, plan: PlanVersion) -> None:
    shift, by = plans.shifts(plan)[0], plans.cast.actor(plans.leader)
    adjusting.move_shift(
        plan_uid=plan.uid, shift_uid=shift.uid, span=span(MONDAY, 9, 15), revision=plan.revision, by=by, now=NOW
    )


def one_shift_less(plans: Plans, plan: PlanVersion) -> None:
    Shift.objects.filter(plan=plan)[0].delete()


def an_absence(plans: Plans, plan: PlanVersion) -> None:
    Absence.objects.create(person=plans.cast.amal, kind="leave", start=at(MONDAY, 0), end=at(MONDAY, 20))


def a_wish(plans: Plans, plan: PlanVersion) -> None:
    Wish.objects.create(person=plans.cast.amal, start=at(MONDAY, 0), end=at(MONDAY, 20), weight=-2)


def another_contract(plans: Plans, plan: PlanVersion) -> None:
    plans.cast.amal_assignment.weekly_minutes += 60
    plans.cast.amal_assignment.save()


@pytest.mark.parametrize(
    "change", [a_shift_by_hand, a_shift_at_another_time, one_shift_less, an_absence, a_wish, another_contract]
)
def test_it_holds_no_longer_after(
    change: Callable[[Plans, PlanVersion], None], plans: Plans, solved: PlanVersion
) -> None:
    change(plans, solved)
    assert not holds(solved)


def test_a_shift_that_was_pinned_in_the_run_and_is_not_now_opens_for_something_better(
    plans: Plans, solved: PlanVersion
) -> None:
    pin(plans, solved)
    by = plans.cast.actor(plans.leader)
    carry_out(runs.start_run(plan_uid=solved.uid, time_limit_seconds=5, by=by, now=timezone.now()))
    assert holds(solved)
    pin(plans, solved, pinned=False)
    assert not holds(solved)
