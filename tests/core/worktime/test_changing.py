"""One changed shift: exactly the findings of a full check, whatever the contract, the agreements and the counting."""

import os
import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selvstyrt.core.base import Span, WrongInput
from selvstyrt.core.worktime import CheckedPlan, ShiftKind, check
from tests.core.worktime.any_roster import any_assessed, any_shift
from tests.core.worktime.shifts import LIMITS, asked, at, weeks

PLANS = int(os.environ.get("SELVSTYRT_RANDOM_PLANS", "100"))
QUARTER = timedelta(minutes=15)


def any_change(dice, assessed):
    """An id, and the shift that it becomes: moved, made longer or shorter, of another kind, added or taken out."""
    period = assessed.period or assessed.shifts[0].span
    if dice.random() < 0.2 or not assessed.shifts:
        start = period.start + QUARTER * dice.randrange(-100, int((period.end - period.start) / QUARTER) + 100)
        return "new", any_shift(dice, start, "new")
    old = dice.choice(assessed.shifts)
    how = dice.choice(("move", "move far", "lengthen", "kind", "name", "take out"))
    if how == "take out":
        return old.id, None
    if how == "kind":
        return old.id, replace(old, kind=dice.choice(list(ShiftKind)), break_minutes=0)
    if how == "name":
        return old.id, replace(old, id="renamed")
    if how == "lengthen":
        return old.id, replace(
            old,
            span=Span(old.span.start, max(old.span.end + QUARTER * dice.randrange(-40, 40), old.span.start + QUARTER)),
        )
    by = QUARTER * (dice.randrange(-40, 40) if how == "move" else dice.randrange(-2000, 2000))
    return old.id, replace(old, span=Span(old.span.start + by, old.span.end + by))


def with_change(assessed, shift_id, shift):
    """The same plan written out with the change."""
    there = [each.id for each in assessed.shifts]
    new = [] if shift is None else [shift]
    place = there.index(shift_id) if shift_id in there else len(there)
    return replace(assessed, shifts=(*assessed.shifts[:place], *new, *assessed.shifts[place + 1 :]))


def words(findings):
    return Counter(repr(finding) for finding in findings)


def assert_same_as_full_check(plan, shift_id, shift):
    told = plan.changed(shift_id, shift)
    full = check(with_change(plan.assessed, shift_id, shift), LIMITS)
    assert list(told.findings) == full
    before, after = words(plan.findings), words(full)
    assert words(told.gained) == after - before
    assert words(told.lost) == before - after


@pytest.mark.parametrize("seed", range(PLANS))
def test_a_changed_shift_is_judged_as_a_full_check_judges_it(seed):
    dice = random.Random(seed)
    assessed = any_assessed(dice)
    plan = CheckedPlan(assessed, LIMITS)
    assert list(plan.findings) == check(assessed, LIMITS)
    for _ in range(4):
        assert_same_as_full_check(plan, *any_change(dice, assessed))


@given(st.data())
def test_any_move_over_the_clock_changes_is_judged_as_a_full_check_judges_it(data):
    assessed = any_assessed(random.Random(data.draw(st.integers(0, 10_000))), 4)
    if not assessed.shifts:
        return
    old = data.draw(st.sampled_from(assessed.shifts))
    start = old.span.start + timedelta(minutes=data.draw(st.integers(-3000, 3000)))
    end = start + timedelta(minutes=data.draw(st.integers(1, 3000)))
    assert_same_as_full_check(CheckedPlan(assessed, LIMITS), old.id, replace(old, span=Span(start, end)))


def test_a_longer_day_gains_its_own_finding_and_taking_it_out_loses_it_again():
    short, long = at(0, 7, 8), replace(at(0, 7, 11), id="0-7")
    plan = CheckedPlan(asked(short, at(2, 7, 8), period=weeks(1)), LIMITS)
    assert plan.findings == ()
    told = plan.changed("0-7", long)
    assert [(each.rule, each.measured) for each in told.gained] == [("AML-10-4-1-D", 660)]
    assert (told.findings, told.lost) == (told.gained, ())

    worse = CheckedPlan(asked(long, at(2, 7, 8), period=weeks(1)), LIMITS)
    assert worse.changed("0-7", None).lost == told.gained
    assert worse.changed("0-7", None).findings == ()
    assert worse.changed("0-7", replace(long, break_minutes=0)).lost == ()


def test_the_plan_itself_stays_as_it_was():
    plan = CheckedPlan(asked(at(0, 7, 11), at(2, 7, 8), period=weeks(1)), LIMITS)
    before = plan.findings
    plan.changed("0-7", None)
    assert plan.findings == before
    assert plan.changed("0-7", at(0, 7, 11)).gained == ()


def test_a_short_shift_inside_a_long_one_is_judged_with_it():
    plan = CheckedPlan(asked(at(0, 7, 12), at(0, 9, 1), at(4, 7, 8), period=weeks(1)), LIMITS)
    assert "OVERLAP" in {each.rule for each in plan.findings}
    assert_same_as_full_check(plan, "0-9", at(0, 10, 1))
    assert_same_as_full_check(plan, "0-9", None)
    assert_same_as_full_check(plan, "0-7", at(1, 7, 12))


def test_the_first_shift_of_an_empty_plan_is_judged():
    plan = CheckedPlan(asked(period=weeks(1)), LIMITS)
    assert plan.findings == ()
    assert_same_as_full_check(plan, "0-7", at(0, 7, 12))


def test_a_shift_that_also_stands_in_the_history_is_only_changed_in_the_plan():
    twice = at(0, 7, 8)
    plan = CheckedPlan(asked(twice, at(2, 7, 8), history=(twice,), period=weeks(1)), LIMITS)
    assert_same_as_full_check(plan, "0-7", None)
    assert_same_as_full_check(plan, "0-7", at(0, 8, 8))


def test_a_shift_that_is_not_there_cannot_be_taken_out_and_ids_are_not_shared():
    plan = CheckedPlan(asked(at(0, 7, 8), at(2, 7, 8), period=weeks(1)), LIMITS)
    with pytest.raises(WrongInput) as error:
        plan.changed("missing", None)
    assert error.value.code == "unknown_shift"
    with pytest.raises(WrongInput) as error:
        plan.changed("0-7", replace(at(0, 7, 8), id="2-7"))
    assert error.value.code == "shift_twice"
    with pytest.raises(WrongInput) as error:
        CheckedPlan(asked(at(0, 7, 8), at(0, 7, 8), period=weeks(1)), LIMITS)
    assert error.value.code == "shift_twice"
