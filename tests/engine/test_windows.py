"""Large problems, some weeks at a time: every shift is in one window, and the whole only gets better."""

from __future__ import annotations

import pytest

from selvstyrt.core.roster import Evaluator, read_problem
from selvstyrt.engine.generator import Recipe, generate
from selvstyrt.engine.greedy import first_draft
from selvstyrt.engine.improve import improve_in_windows
from selvstyrt.engine.progress import Search
from selvstyrt.engine.windows import is_large, part_of, windows_of


def evaluator_of(recipe: Recipe) -> Evaluator:
    return Evaluator.of(read_problem(generate(recipe)), None)


@pytest.mark.parametrize("most", [1, 200, 10_000])
def test_the_windows_hold_each_week_and_each_shift_once(most: int) -> None:
    problem = evaluator_of(Recipe(assistants=4, weeks=9, seed=2)).problem
    windows = list(windows_of(problem, most))
    shifts = [shift.id for window in windows for shift in window.shifts]
    assert sorted(shifts) == sorted(problem.shift_by_id)
    assert sum(len(window.weeks) for window in windows) == 9
    assert all(len(window.weeks) == 1 or len(window.shifts) * 4 <= most for window in windows)


def test_what_lies_outside_a_window_is_work_already_given() -> None:
    evaluator = evaluator_of(Recipe(assistants=3, weeks=4, seed=1))
    draft = first_draft(evaluator)
    second = list(windows_of(evaluator.problem, 1))[1]
    part = part_of(evaluator, second, draft)
    given = {work.id for person in part.problem.people for work in person.history}
    outside = {shift for shift, who in draft.items() if who is not None} - {shift.id for shift in second.shifts}
    assert outside <= given
    assert part.problem.day_count == 7
    assert part.problem.first_day == second.weeks[0].first_day


def test_some_weeks_at_a_time_make_a_lawful_roster_better() -> None:
    evaluator = evaluator_of(Recipe(assistants=4, weeks=6, seed=4))
    draft = {shift.id: shift.fixed for shift in evaluator.problem.shifts}
    search = Search(1, 3, total=len(evaluator.problem.shifts))
    improved = improve_in_windows(evaluator, search, 12, draft, most=150)
    points = [judged.objective for _, judged in improved.rosters]
    assert points
    assert [evaluator.judge(draft).objective, *points] == sorted(
        [evaluator.judge(draft).objective, *points], reverse=True
    )
    assert all(judged.is_sound and judged.doubts == () for _, judged in improved.rosters)
    assert not improved.is_proven


def test_only_very_many_shifts_are_searched_in_windows() -> None:
    assert not is_large(evaluator_of(Recipe(assistants=14, weeks=26, seed=1)).problem)
    assert is_large(evaluator_of(Recipe(assistants=22, weeks=57, seed=1, hours_per_week=300)).problem)
