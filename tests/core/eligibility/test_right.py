"""The right to BPA: every branch, both sides of each threshold, never a refusal where something may be given."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selvstyrt.core.base import NoAnswer, WrongInput
from selvstyrt.core.eligibility import (
    Child,
    CostDocumented,
    Help,
    HelpNeed,
    Outcome,
    RightFacts,
    RightTerms,
    assess,
    is_inside,
)

TERMS = RightTerms.at(date(2026, 6, 1))


def person(hours=40, **facts):
    needs = facts.pop("needs", (HelpNeed(Help.ASSISTANCE, hours * 60),))
    return RightFacts(**{"age": 45, "duration_months": 36, "needs": needs, **facts})


def outcome(situation, terms=TERMS):
    return assess(situation, terms).outcome


def codes(situation):
    return [reason.code for reason in assess(situation, TERMS).reasons]


@pytest.mark.parametrize(
    ("minutes", "cost", "expected"),
    [
        (32 * 60, CostDocumented.YES, Outcome.RIGHT),
        (32 * 60 - 1, CostDocumented.UNKNOWN, Outcome.RIGHT_UNLESS_COST),
        (25 * 60, CostDocumented.UNKNOWN, Outcome.RIGHT_UNLESS_COST),
        (25 * 60, CostDocumented.NO, Outcome.RIGHT),
        (25 * 60, CostDocumented.YES, Outcome.DISCRETIONARY),
        (25 * 60 - 1, CostDocumented.NO, Outcome.DISCRETIONARY),
        (1, CostDocumented.NO, Outcome.DISCRETIONARY),
        (0, CostDocumented.NO, Outcome.NO),
    ],
)
def test_hours_decide_with_and_without_documented_cost(minutes, cost, expected):
    found = assess(person(needs=(HelpNeed(Help.ASSISTANCE, minutes),), cost=cost), TERMS)
    assert found.outcome is expected
    assert found.gives_right is (expected in {Outcome.RIGHT, Outcome.RIGHT_UNLESS_COST})
    assert found.must_offer is (expected is not Outcome.NO)


@pytest.mark.parametrize(
    ("age", "before", "expected"),
    [
        (66, False, Outcome.RIGHT),
        (67, False, Outcome.DISCRETIONARY),
        (67, True, Outcome.RIGHT),
        (90, True, Outcome.RIGHT),
    ],
)
def test_the_right_ends_at_sixty_seven_unless_it_was_granted_before(age, before, expected):
    assert outcome(person(age=age, granted_before_limit=before)) is expected


def test_the_right_is_kept_past_sixty_seven_from_july_2020():
    old = person(age=70, granted_before_limit=True)
    assert outcome(old, RightTerms.at(date(2020, 6, 30))) is Outcome.DISCRETIONARY
    assert outcome(old, RightTerms.at(date(2020, 7, 1))) is Outcome.RIGHT


def test_what_parliament_had_passed_was_known_before_it_held():
    assert not RightTerms.at(date(2020, 7, 1), known_on=date(2020, 6, 18)).right_kept_past_age
    assert RightTerms.at(date(2020, 7, 1), known_on=date(2020, 6, 19)).right_kept_past_age


def test_there_was_no_right_before_2015():
    with pytest.raises(NoAnswer) as told:
        RightTerms.at(date(2014, 12, 31))
    assert told.value.facts["first_known_day"] == date(2015, 1, 1)


@pytest.mark.parametrize(("months", "expected"), [(24, Outcome.DISCRETIONARY), (25, Outcome.RIGHT)])
def test_the_need_must_last_beyond_two_years(months, expected):
    assert outcome(person(duration_months=months)) is expected


@pytest.mark.parametrize("kind", [Help.SEVERAL_AT_ONCE, Help.NIGHT])
def test_help_by_several_or_at_night_counts_only_when_needed_all_the_time(kind):
    def needs(continuous):
        return (HelpNeed(Help.ASSISTANCE, 20 * 60), HelpNeed(kind, 12 * 60, continuous))

    always = assess(person(needs=needs(True)), TERMS)
    assert (always.outcome, always.counted_minutes, always.outside) == (Outcome.RIGHT, 32 * 60, ())
    assert always.covers(kind) and not always.depends_on_counting
    sometimes = assess(person(needs=needs(False)), TERMS)
    assert (sometimes.outcome, sometimes.counted_minutes) == (Outcome.DISCRETIONARY, 20 * 60)
    assert not sometimes.covers(kind) and sometimes.outside[0].help is kind


def test_where_the_reading_of_what_counts_decides_the_answer_says_so():
    needs = (HelpNeed(Help.ASSISTANCE, 20 * 60), HelpNeed(Help.NIGHT, 12 * 60))
    strict = assess(person(needs=needs), TERMS)
    wide = assess(person(needs=needs, counted_anyway=True), TERMS)
    assert (strict.outcome, wide.outcome) == (Outcome.DISCRETIONARY, Outcome.RIGHT)
    assert strict.depends_on_counting and wide.depends_on_counting
    assert wide.outside == strict.outside, "those hours stay outside the right in both readings"


def test_hours_outside_the_right_never_make_a_right_to_nothing():
    needs = (HelpNeed(Help.NIGHT, 40 * 60),)
    assert outcome(person(needs=needs, counted_anyway=True)) is Outcome.DISCRETIONARY


def test_only_night_help_is_for_the_municipality_to_assess():
    assert outcome(person(needs=(HelpNeed(Help.NIGHT, 20 * 60),))) is Outcome.DISCRETIONARY


@pytest.mark.parametrize(
    ("child", "inside"),
    [
        (Child(17), True),
        (Child(18), False),
        (Child(12, lives_at_home=False), False),
        (None, False),
    ],
)
def test_respite_is_in_the_right_for_a_child_under_eighteen_at_home(child, inside):
    need = HelpNeed(Help.RESPITE, 10 * 60)
    situation = person(needs=(need,), child=child)
    assert is_inside(need, situation, TERMS) is inside
    assert ("respite_not_covered" in codes(situation)) is not inside


def test_assistance_and_respite_are_added_up():
    needs = (HelpNeed(Help.ASSISTANCE, 20 * 60), HelpNeed(Help.RESPITE, 12 * 60))
    assert outcome(person(needs=needs, child=Child(10))) is Outcome.RIGHT


@pytest.mark.parametrize(
    ("kind", "code"), [(Help.HEALTH, "health_not_covered"), (Help.HIGHER_EDUCATION, "education_not_covered")]
)
def test_health_services_and_help_in_education_are_other_schemes(kind, code):
    found = assess(person(needs=(HelpNeed(kind, 40 * 60),)), TERMS)
    assert (found.outcome, found.counted_minutes, found.must_offer) == (Outcome.NO, 0, False)
    assert code in [reason.code for reason in found.reasons]
    beside = person(needs=(HelpNeed(Help.ASSISTANCE, 32 * 60), HelpNeed(kind, 600)))
    assert outcome(beside) is Outcome.RIGHT


def test_that_the_person_cannot_lead_alone_does_not_take_the_right_away():
    situation = person(leads_alone=False)
    assert outcome(situation) is Outcome.RIGHT
    assert "leader_may_be_another" in codes(situation)
    assert "leader_may_be_another" not in codes(person())


def test_every_reason_has_a_provision_and_becomes_a_step():
    found = assess(person(hours=28, age=70, duration_months=12), TERMS)
    assert codes(person(hours=28, age=70, duration_months=12)) == [
        "past_age_limit",
        "not_long_term",
        "right_unless_cost",
        "municipality_must_offer",
    ]
    assert [step.rule for step in found.steps] == [reason.code for reason in found.reasons]
    assert found.reasons[0].citation.text == "pbrl. § 2-1 d (1)"
    assert found.reasons[-1].citation.text == "hol. § 3-8"
    assert found.reasons[2].facts == {"minutes": 1680, "limit_minutes": 1920, "lower_limit_minutes": 1500}


def test_a_need_less_than_nothing_is_refused():
    with pytest.raises(WrongInput) as told:
        HelpNeed(Help.ASSISTANCE, -1)
    assert told.value.code == "negative_need"


NEEDS = st.lists(st.builds(HelpNeed, st.sampled_from(Help), st.integers(0, 168 * 60), st.booleans()), max_size=4).map(
    tuple
)
SITUATIONS = st.builds(
    RightFacts,
    age=st.integers(0, 110),
    duration_months=st.integers(0, 600),
    needs=NEEDS,
    granted_before_limit=st.booleans(),
    cost=st.sampled_from(CostDocumented),
    child=st.none() | st.builds(Child, st.integers(0, 30), st.booleans()),
    leads_alone=st.booleans(),
    counted_anyway=st.booleans(),
)
RANK = [Outcome.NO, Outcome.DISCRETIONARY, Outcome.RIGHT_UNLESS_COST, Outcome.RIGHT]


@given(SITUATIONS, st.integers(0, 1000))
def test_more_assistance_never_gives_a_lesser_answer(situation, minutes):
    more = replace(situation, needs=(*situation.needs, HelpNeed(Help.ASSISTANCE, minutes)))
    assert RANK.index(outcome(more)) >= RANK.index(outcome(situation))


@given(SITUATIONS)
def test_a_longer_need_a_younger_person_and_no_documented_cost_never_lessen_it(situation):
    better = replace(situation, duration_months=situation.duration_months + 1, cost=CostDocumented.NO)
    better = replace(better, age=max(better.age - 1, 0))
    assert RANK.index(outcome(better)) >= RANK.index(outcome(situation))


@given(SITUATIONS)
def test_where_any_assistance_is_needed_the_answer_is_never_a_plain_no(situation):
    needed = any(need.help is Help.ASSISTANCE and need.weekly_minutes for need in situation.needs)
    assert not (needed and outcome(situation) is Outcome.NO)
