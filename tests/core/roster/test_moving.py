"""A shift at another time: the same answer as judging the assistant's shifts anew."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from selvstyrt.core.base import Severity, Span, WrongInput
from selvstyrt.core.roster import Evaluator, OwnPlan
from tests.core.roster.problems import assistant, problem, shift

QUARTER = timedelta(minutes=15)
DAYS = [f"2027-03-{day:02}" for day in range(1, 15)]
PEOPLE = {
    "plain": assistant(),
    "with a ceiling, a wish and an absence": assistant(
        max_weekly_minutes=1200,
        unavailable=[{"start": "2027-03-03T00:00", "end": "2027-03-04T00:00"}],
        wishes=[{"start": "2027-03-06T00:00", "end": "2027-03-08T00:00", "weight": -3}],
    ),
    "who worked before": assistant(history=[shift("2027-02-28T20:00", "2027-03-01T02:00", "h")]),
    "17 years old": assistant(contract={"regime": "AML", "weekly_limit_h": 40, "birth_date": "2009-12-01"}),
}


def asked(who):
    """An evaluator, its only assistant, and a rota of eight shifts with planned breaks."""
    shifts = [shift(f"{day}T08:00", f"{day}T16:00", day, break_min=30) for day in DAYS[::2] + DAYS[5:6]]
    evaluator = Evaluator.of(problem(*shifts, team=(PEOPLE[who],)))
    return evaluator, evaluator.problem.people[0], list(evaluator.problem.shifts)


def words(findings):
    return sorted(repr(finding) for finding in findings)


@pytest.mark.parametrize("who", PEOPLE)
def test_a_new_time_is_judged_as_all_the_shifts_judged_anew(who):
    evaluator, person, shifts = asked(who)
    plan, dice = OwnPlan(evaluator, person, shifts), random.Random(who)
    before = set(words(evaluator.findings_alone(person, shifts)))
    for _ in range(40):
        old = dice.choice(shifts)
        start = old.span.start + QUARTER * dice.randrange(-150, 150)
        span = Span(start, start + QUARTER * dice.randrange(2, 70))
        told = plan.moved(old.id, span)
        anew = evaluator.findings_alone(person, [replace(old, span=span) if each is old else each for each in shifts])
        expected = [each for each in anew if old.id in each.shifts or repr(each) not in before]
        assert words(told.findings) == words(expected)
        after, still = words(anew), {(each.rule, each.at) for each in anew}
        assert not {repr(each) for each in told.lost} & set(after)
        assert {repr(each) for each in told.lost} <= before
        gone = {each for each in before if each not in after}
        assert len(told.lost) <= len(gone)
        assert not [each for each in told.lost if (each.rule, each.at) in still]


def test_a_short_rest_comes_and_goes_with_the_time():
    evaluator, person, shifts = asked("plain")
    plan, late = OwnPlan(evaluator, person, shifts), next(each for each in shifts if each.id == "2027-03-06")
    span = late.span
    early = plan.moved(late.id, Span(span.start - timedelta(hours=7), span.end - timedelta(hours=7)))
    assert "AML-10-8-1" in [finding.rule for finding in early.findings if finding.severity is not Severity.WARNING]
    assert plan.moved(late.id, span).lost == ()
    tight = [replace(each, span=Span(span.start - timedelta(hours=7), span.end)) if each is late else each
             for each in shifts]  # fmt: skip
    eased = OwnPlan(evaluator, person, tight).moved(late.id, span)
    assert "AML-10-8-1" in [finding.rule for finding in eased.lost]
    assert "AML-10-8-1" not in [finding.rule for finding in eased.findings]


def test_rest_that_has_no_room_at_the_new_time_is_left_out():
    _, _, shifts = asked("plain")
    night = replace(shifts[0], passive_minutes=480, break_minutes=30)
    start = night.span.start
    kept, cut, none = (night.at(Span(start, start + timedelta(minutes=length))) for length in (510, 120, 20))
    assert (kept.passive_minutes, cut.passive_minutes, none.passive_minutes) == (480, 90, 0)
    assert replace(cut, span=night.span, passive_minutes=480) == night


def test_two_shifts_with_one_id_are_refused():
    evaluator, person, shifts = asked("plain")
    with pytest.raises(WrongInput) as refused:
        OwnPlan(evaluator, person, [shifts[0], shifts[0]])
    assert refused.value.code == "shift_twice"


def test_time_that_two_shifts_share_is_counted_once():
    """07:15 to 23:30 over the same person's evening of two hours is 16 hours and 15 minutes, not 18 and 15."""
    shifts = [shift("2027-03-01T07:15", "2027-03-01T10:45", "morning"),
              shift("2027-03-01T17:30", "2027-03-01T19:30", "evening")]  # fmt: skip
    evaluator = Evaluator.of(problem(*shifts))
    person, (morning, evening) = evaluator.problem.people[0], evaluator.problem.shifts
    longer = replace(morning, span=Span(morning.span.start, evening.span.end + timedelta(hours=4)))
    found = OwnPlan(evaluator, person, [morning, evening]).moved("morning", longer.span).findings
    day = {each.rule: each.measured for each in found if each.rule in ("AML-10-4-1-D", "AML-10-6-8-D", "OVERLAP")}
    assert day == {"AML-10-4-1-D": 975, "AML-10-6-8-D": 975, "OVERLAP": 120}
    assert words(found) == words(evaluator.findings_alone(person, [longer, evening]))
