"""The judge of designs counts by hand what shifts do with a curve."""

from dataclasses import replace

from selvstyrt.core.needs import CoveringShift, Curve, DesignWeights, RestStretch, TeamFit, judge_design

ONE = DesignWeights(over=1, shift=100, kind=1000, weekend=0, thin=0, sole=0, overlap=7)


def test_a_shift_as_long_as_the_need_costs_itself_and_its_kind():
    curve = Curve((0, 1, 1, 1, 0))
    judged = judge_design(curve, [CoveringShift(1, 4)], ONE)
    assert judged.is_exact
    assert judged.points == 1100


def test_quarters_with_too_few_and_too_many_are_told():
    judged = judge_design(Curve((1, 1, 0, 2)), [CoveringShift(1, 4)], ONE)
    assert judged.under == (0, 3)
    assert judged.over_quarters == 1
    assert not judged.is_covered


def test_a_night_without_its_assistant_is_told_and_one_taken_twice_is_too_much():
    curve = Curve((0, 0, 0, 0, 1), (RestStretch(0, 4, 1),))
    assert judge_design(curve, [CoveringShift(4, 5)], ONE).split_rests == (0,)
    twice = [CoveringShift(0, 5, (0,), passive=4), CoveringShift(0, 4, (0,), passive=4)]
    assert judge_design(curve, twice, ONE).over_quarters == 4


def test_the_skill_must_be_there_in_each_quarter():
    curve = Curve((1, 1), skilled={"driving": (0, 1)})
    assert judge_design(curve, [CoveringShift(0, 2)], ONE).unskilled == (1,)
    assert judge_design(curve, [CoveringShift(0, 2, skills=("driving",))], ONE).is_exact


def test_a_skill_past_the_end_of_the_days_answers_nothing_unless_the_week_begins_again():
    curve = Curve((1,) * 3, skilled={"driving": (1, 1, 1)})
    shifts = [CoveringShift(1, 4, skills=("driving",))]
    assert judge_design(curve, shifts, ONE).unskilled == (0,)
    assert judge_design(replace(curve, cyclic=True), shifts, ONE).unskilled == ()


def test_whoever_takes_over_meets_whoever_goes():
    curve = Curve((1,) * 8)
    apart = [CoveringShift(0, 4), CoveringShift(4, 8)]
    meeting = [CoveringShift(0, 5, handover=1), CoveringShift(4, 8)]
    assert judge_design(curve, apart, ONE, overlap=1).without_handover == (4,)
    judged = judge_design(curve, meeting, ONE, overlap=1)
    assert judged.is_exact
    assert judged.points == 2 * 100 + 2 * 1000 + 7
    assert judged.handovers_by_day == {0: 1}


def test_a_weekend_of_unlike_days_costs_for_each_shift_without_a_like():
    curve = Curve(tuple(int(at in (480, 576, 577)) for at in range(672)), cyclic=True)
    shifts = [CoveringShift(480, 481), CoveringShift(576, 578)]
    weights = replace(ONE, shift=0, kind=0, weekend=5)
    assert judge_design(curve, shifts, weights).points == 10


def test_shifts_that_few_can_take_cost_and_more_when_they_pass_the_only_ones_contract():
    curve = Curve((1,) * 12)
    shifts = [CoveringShift(0, 3), CoveringShift(3, 8), CoveringShift(8, 10), CoveringShift(10, 12)]
    team = TeamFit(
        fits=lambda shift: {0: 1, 3: 1, 8: 2, 10: 0}[shift.start],
        sole=lambda shift: {0: "amal", 3: "amal"}.get(shift.start, ""),
        weekly={"amal": 90},
    )
    weights = DesignWeights(over=0, shift=0, kind=0, weekend=0, thin=100, sole=1, overlap=0)
    assert team.beyond(shifts) == 8 - 6
    assert team.beyond(shifts[:1]) == 0
    assert judge_design(curve, shifts, weights, team=team).points == 100 * (1 + 1 + 0 + 2) + 2
    assert judge_design(curve, shifts, weights).points == 0
