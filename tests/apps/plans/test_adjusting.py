"""Changing a draft by hand: who, when, whether at all; two people at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from selvstyrt.apps.plans.checking import Judged
from selvstyrt.apps.plans.models import PlanVersion, Shift
from selvstyrt.apps.plans.services import adjusting
from selvstyrt.core.base import Conflict, NotAllowed, SelvstyrtError, Severity, WrongInput
from tests.apps.plans.conftest import MONDAY, Plans, at, span
from tests.cast import NOW, Cast


def test_a_shift_goes_to_the_chosen_person_and_back_to_nobody(plans: Plans, cast: Cast) -> None:
    plan = plans.draft()
    shift = plans.shifts(plan)[0]
    plans.give(plan, shift, cast.amal)
    shift.refresh_from_db()
    assert shift.assignment == cast.amal_assignment
    plans.give(plan, shift, None)
    shift.refresh_from_db()
    assert shift.assignment is None
    assert shift.explanation == {
        "code": "changed_by_hand",
        "before": str(cast.amal.uid),
        "by": str(cast.kari.uid),
    }


def test_of_two_who_change_the_same_draft_one_wins_and_the_other_is_told(plans: Plans, cast: Cast) -> None:
    plan = plans.draft()
    first, second = plans.shifts(plan)[:2]
    seen = plan.revision

    def change(shift: Shift, person: object) -> None:
        adjusting.assign_shift(
            plan_uid=plan.uid,
            shift_uid=shift.uid,
            person_uid=person.uid,  # type: ignore[attr-defined]
            revision=seen,
            by=cast.actor(cast.ola),
            now=NOW,
        )

    change(first, cast.amal)
    with pytest.raises(Conflict) as refused:
        change(second, cast.jonas)
    assert refused.value.code == "draft_changed"
    second.refresh_from_db()
    assert second.assignment is None


def test_only_somebody_employed_on_the_day_can_have_a_shift(plans: Plans, cast: Cast) -> None:
    plan = plans.draft()
    with pytest.raises(WrongInput) as refused:
        plans.give(plan, plans.shifts(plan)[0], cast.nina)
    assert refused.value.code == "unknown_assistant"


def test_a_shift_of_another_plan_is_not_found(plans: Plans, other_plans: Plans, cast: Cast) -> None:
    plan, other = plans.draft(), other_plans.draft()
    with pytest.raises(Shift.DoesNotExist):
        plans.give(plan, other_plans.shifts(other)[0], cast.amal)


def test_a_published_plan_and_a_shift_that_has_begun_stay_as_they_are(plans: Plans, cast: Cast) -> None:
    plan = plans.published(cast.amal, cast.jonas)
    with pytest.raises(Conflict) as refused:
        plans.give(plan, plans.shifts(plan)[0], cast.jonas)
    assert refused.value.code == "plan_not_draft"
    draft = plans.draft(now=at(MONDAY, 12))
    with pytest.raises(NotAllowed) as begun:
        plans.give(draft, plans.shifts(draft)[0], cast.jonas, now=at(MONDAY, 12))
    assert begun.value.code == "shift_has_begun"


def test_times_can_be_changed_within_the_plan_only(plans: Plans, cast: Cast) -> None:
    plan = plans.draft()
    shift = plans.shifts(plan)[0]

    def move(day_offset: int, start: int, end: int) -> None:
        plan.refresh_from_db()
        adjusting.move_shift(
            plan_uid=plan.uid,
            shift_uid=shift.uid,
            span=span(MONDAY + timedelta(days=day_offset), start, end),
            revision=plan.revision,
            by=cast.actor(cast.kari),
            now=NOW,
        )

    move(0, 10, 16)
    shift.refresh_from_db()
    assert (shift.start, shift.end) == (at(MONDAY, 10), at(MONDAY, 16))
    with pytest.raises(WrongInput) as refused:
        move(20, 10, 16)
    assert refused.value.code == "shift_outside_plan"


@pytest.mark.parametrize(("hours", "rest"), [(8, 480), (9, 480), (2, 120)])
def test_rest_follows_a_shift_to_a_shorter_time(plans: Plans, cast: Cast, hours: int, rest: int) -> None:
    plan = plans.draft()
    shift = plans.shifts(plan)[0]
    Shift.objects.filter(pk=shift.pk).update(passive_minutes=480)
    new, by = span(MONDAY, 7, 7 + hours), cast.actor(cast.kari)
    adjusting.move_shift(plan_uid=plan.uid, shift_uid=shift.uid, span=new, revision=plan.revision, by=by, now=NOW)
    shift.refresh_from_db()
    assert shift.passive_minutes == rest


def test_a_shift_is_longer_than_its_break(plans: Plans, cast: Cast) -> None:
    plan = plans.draft()
    shift = plans.shifts(plan)[0]
    Shift.objects.filter(pk=shift.pk).update(break_minutes=60)
    new, by = span(MONDAY, 7, 8), cast.actor(cast.kari)
    with pytest.raises(WrongInput) as refused:
        adjusting.move_shift(plan_uid=plan.uid, shift_uid=shift.uid, span=new, revision=plan.revision, by=by, now=NOW)
    assert refused.value.code == "break_longer_than_shift"


def test_a_shift_can_be_added_pinned_and_removed(plans: Plans, cast: Cast) -> None:
    plan = plans.draft()
    by = cast.actor(cast.kari)
    uid = adjusting.add_shift(
        plan_uid=plan.uid, name="Konsert", shift_type="evening", span=span(MONDAY, 18, 23), person_uid=cast.jonas.uid,
        revision=0, by=by, now=NOW,
    )  # fmt: skip
    adjusting.pin_shift(plan_uid=plan.uid, shift_uid=uid, pinned=True, revision=1, by=by, now=NOW)
    shift = Shift.objects.get(uid=uid)
    assert (shift.pinned, shift.assignment, shift.name) == (True, cast.jonas_assignment, "Konsert")
    adjusting.remove_shift(plan_uid=plan.uid, shift_uid=uid, revision=2, by=by, now=NOW)
    assert not Shift.objects.filter(uid=uid).exists()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"shift_type": "party"}, "unknown_shift_type"),
        ({"passive_minutes": 9999}, "passive_too_long"),
        ({"span": span(MONDAY - timedelta(days=60), 8, 9)}, "shift_outside_plan"),
    ],
)
def test_an_added_shift_that_cannot_be_is_refused(
    plans: Plans, cast: Cast, changes: dict[str, object], code: str
) -> None:
    plan = plans.draft()
    values = {"name": "X", "shift_type": "day", "span": span(MONDAY, 18, 20), **changes}
    with pytest.raises(SelvstyrtError) as refused:
        adjusting.add_shift(plan_uid=plan.uid, revision=0, by=cast.actor(cast.kari), now=NOW, **values)  # type: ignore[arg-type]
    assert refused.value.code == code
    assert plan.shifts.count() == 10


def test_candidates_come_by_fitness_and_say_what_they_would_break(plans: Plans, cast: Cast) -> None:
    plan = plans.draft()
    thursday = plans.shifts(plan)[3]
    evening = adjusting.add_shift(
        plan_uid=plan.uid, name="Kveld", shift_type="evening", span=span(MONDAY, 17, 23), person_uid=cast.amal.uid,
        revision=0, by=cast.actor(cast.kari), now=NOW,
    )  # fmt: skip
    tuesday = plans.shifts(plan)[2]
    assert tuesday.start == at(MONDAY + timedelta(days=1), 8)
    judged = Judged.of(PlanVersion.objects.get(pk=plan.pk))
    people = {candidate.name: candidate for candidate in judged.candidates(tuesday)}
    assert judged.candidates(tuesday)[0].name == "Jonas"
    assert people["Jonas"].is_free
    rest = [finding for finding in people["Amal"].findings if finding.rule == "AML-10-8-1"]
    assert [(f.measured, f.limit, f.severity) for f in rest] == [(540, 660, Severity.NEEDS_AGREEMENT)]
    assert people["Amal"].breaks_rules
    assert {c.name: c.is_free for c in judged.candidates(thursday)} == {"Amal": True, "Jonas": True}
    assert Shift.objects.get(uid=evening).assignment == cast.amal_assignment


def test_undoing_a_move_gives_back_the_rest_and_the_yes_to_overtime(plans: Plans, cast: Cast) -> None:
    plan = plans.draft()
    shift = plans.shifts(plan)[0]
    plans.give(plan, shift, cast.amal)
    shift.refresh_from_db()
    Shift.objects.filter(pk=shift.pk).update(
        passive_minutes=300, explanation={**shift.explanation, "overtime_minutes": 60}
    )
    before = Shift.objects.get(pk=shift.pk)

    def ways() -> dict[str, Any]:
        plan.refresh_from_db()
        return {
            "plan_uid": plan.uid, "shift_uid": shift.uid, "revision": plan.revision,
            "by": cast.actor(cast.kari), "now": NOW,
        }  # fmt: skip

    adjusting.move_shift(span=span(MONDAY, 8, 12), **ways())
    moved = Shift.objects.get(pk=shift.pk)
    assert moved.passive_minutes < 300
    assert "overtime_minutes" not in moved.explanation
    adjusting.move_shift(span=span(MONDAY, 8, 12), **ways())
    adjusting.undo_move(**ways())
    after = Shift.objects.get(pk=shift.pk)
    assert (after.start, after.end, after.passive_minutes) == (before.start, before.end, before.passive_minutes)
    assert after.explanation == before.explanation
    with pytest.raises(Conflict):
        adjusting.undo_move(**ways())
