"""The first draft: lawful, as full as can be, fair from the start, in long periods too."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from selvstyrt.core.roster import Evaluator, Problem, read_problem
from selvstyrt.engine import greedy
from selvstyrt.engine.generator import Recipe, generate
from selvstyrt.engine.greedy import FirstDraft, first_draft
from selvstyrt.engine.lawful import LONG_DAYS, Lawful
from selvstyrt.engine.progress import Progress, Search
from selvstyrt.engine.solve import solve
from tests.core.roster.problems import assistant, problem_file, shift

FIRST = date(2027, 1, 4)
AVERAGING = [
    {"type": "averaging_individual", "written": True, "period_weeks": 26},
    {"type": "sunday_averaging_individual", "written": True, "period_weeks": 26},
]


def long_problem(days: int, hours: tuple[tuple[int, int], ...], *people: dict[str, Any]) -> Problem:
    """The same shifts (from hour, so many hours) each day."""
    shifts = []
    for number in range(days):
        for hour, length in hours:
            start = datetime(FIRST.year, FIRST.month, FIRST.day, hour) + timedelta(days=number)
            shifts.append(shift(f"{start:%Y-%m-%dT%H:%M}", f"{start + timedelta(hours=length):%Y-%m-%dT%H:%M}"))
    last = FIRST + timedelta(days=days)
    return read_problem(problem_file(*shifts, first=f"{FIRST}", last=f"{last}", team=people))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_shift_of_a_scheme_of_half_a_year_is_filled_lawfully(seed: int) -> None:
    problem = read_problem(generate(Recipe(assistants=14, weeks=26, seed=seed)))
    assert problem.day_count > LONG_DAYS
    judged = Evaluator.of(problem).judge(first_draft(Evaluator.of(problem)))
    assert judged.is_sound
    assert judged.uncovered == ()
    assert judged.points["weekends"] + judged.points["nights"] < 200, "burdens are shared from the start"


def test_what_adds_up_over_many_weeks_is_kept_in_a_long_period() -> None:
    """Half of the Sundays and the average over 26 weeks: no five weeks show them."""
    team = tuple(assistant(name, agreements=AVERAGING, weekly_minutes=2130) for name in ("amal", "jonas", "sara"))
    problem = long_problem(180, ((7, 9), (16, 7)), *team)
    evaluator = Evaluator.of(problem)
    draft = FirstDraft(evaluator)
    holders = draft.make({})
    judged = evaluator.judge(holders)
    assert judged.is_sound
    assert any(hand.full for hand in draft.hands.values()), "the problem must make the whole plan refuse something"
    assert len(judged.uncovered) < len(problem.shifts) / 2
    assert {shift_id for shift_id, who in holders.items() if who} == {
        each.id for hand in draft.hands.values() for each in hand.own
    }


def test_what_the_weeks_around_a_shift_refuse_is_refused_by_the_whole_plan_too() -> None:
    problem = read_problem(generate(Recipe(assistants=5, weeks=14, seed=2)))
    evaluator = Evaluator.of(problem)
    lawful, holders = Lawful(evaluator), first_draft(evaluator)
    refused = 0
    for person in problem.people:
        own = [each for each in problem.shifts if holders[each.id] == person.id]
        for each in problem.shifts:
            if holders[each.id] == person.id or lawful.collides(person, own, each):
                continue
            if not lawful.near(person, own, each):
                refused += 1
                together = sorted([*own, each], key=lambda one: (one.span, one.id))
                assert not lawful.whole(person, together)
    assert refused >= 10


def test_fixed_shifts_and_what_is_given_come_before_the_rest() -> None:
    problem = long_problem(100, ((8, 6),), assistant("amal"), assistant("jonas"))
    evaluator = Evaluator.of(problem)
    third, fourth = problem.shifts[2].id, problem.shifts[3].id
    for who in ("amal", "jonas"):
        holders = first_draft(evaluator, {third: who, fourth: who})
        assert holders[third] == holders[fourth] == who
        assert evaluator.judge(holders).is_sound
    clashing = {each.id: "amal" for each in problem.shifts}
    holders = first_draft(evaluator, clashing)
    assert evaluator.judge(holders).is_sound
    assert "jonas" in holders.values()


def test_a_draft_that_is_stopped_keeps_what_it_has_and_is_lawful() -> None:
    problem = long_problem(80, ((8, 6),), assistant("amal"), assistant("jonas"))
    evaluator = Evaluator.of(problem)
    asked = iter(range(40))
    stopped = first_draft(evaluator, search=Search(1, 0, should_stop=lambda: next(asked, None) is None))
    dealt = [shift_id for shift_id, who in stopped.items() if who is not None]
    assert 0 < len(dealt) <= 40
    assert evaluator.judge(stopped).is_sound
    assert len(dealt) < sum(who is not None for who in first_draft(evaluator).values())


def test_a_long_draft_says_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(greedy, "TOLD_EVERY", 0.0)
    told: list[Progress] = []
    problem = long_problem(10, ((8, 6),), assistant("amal"), assistant("jonas"))
    first_draft(Evaluator.of(problem), search=Search(1, 0, told.append, total=10))
    assert [progress.covered for progress in told] == sorted(progress.covered for progress in told)
    assert (told[0].covered, told[0].total, told[0].best) == (0, 10, None)
    assert told[-1].covered > 4


def test_a_stopped_draft_is_the_roster_of_the_search() -> None:
    problem = long_problem(80, ((8, 6),), assistant("amal"), assistant("jonas"))
    asked = iter(range(40))
    result = solve(problem, time_limit_s=60, workers=1, should_stop=lambda: next(asked, None) is None)
    assert result.stopped
    assert any(result.roster.assignments.values())
    assert not all(result.roster.assignments.values())
