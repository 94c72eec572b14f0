"""Each arm against trying everything: the same best cost, lawful rosters, bounds below."""

from __future__ import annotations

import time

import numpy as np
import pytest

from selvstyrt.engine.staffing.barring import barred_choices
from selvstyrt.engine.staffing.checking import check
from selvstyrt.engine.staffing.compact import Compact
from selvstyrt.engine.staffing.hunt import Hunt
from selvstyrt.engine.staffing.instance import Instance
from selvstyrt.engine.staffing.problem import problem_of
from selvstyrt.engine.staffing.search import MismatchError, Part, Search
from selvstyrt.engine.staffing.solve import Status, solve
from tests.engine.staffing.made_up import cheapest_by_trying, lawful_rows, made_up

SECONDS = 60
SEEDS = range(24)


def search_of(instance: Instance, seconds: float = SECONDS) -> Search:
    return Search(problem_of(instance), 1, time.monotonic() + seconds)


def best_of(seed: int) -> tuple[Instance, int | None]:
    instance = made_up(seed, people=2, days=6, types=2)
    return instance, cheapest_by_trying(instance)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_arm_finds_and_proves_the_best(seed: int) -> None:
    instance, best = best_of(seed)
    outcome = solve(instance, time_limit_s=SECONDS, workers=1, seed=seed)
    if best is None:
        assert outcome.status is Status.INFEASIBLE
        assert not list(
            lawful_rows(instance, [person.id for person in instance.people].index(str(outcome.without_row)))
        )
        return
    assert (outcome.status, outcome.objective, outcome.bound) == (Status.OPTIMAL, best, best)
    assert outcome.roster is not None
    assert check(instance, outcome.roster).cost == best

    by_rows = search_of(instance)
    Hunt(by_rows, Part.ALONE).run()
    assert (by_rows.cost, by_rows.bound) == (best, best)

    compact = search_of(instance)
    Compact(compact).run()
    assert compact.bound <= best
    assert compact.cost is None or compact.cost >= best


@pytest.mark.parametrize("seed", range(6))
def test_the_tree_closes_what_the_root_leaves_open(seed: int) -> None:
    instance = made_up(seed, people=6, days=14, types=2, gentle=True)
    search, compact = search_of(instance), search_of(instance)
    Hunt(search, Part.ALONE).run()
    Compact(compact).run()
    assert search.is_proven
    assert compact.bound <= search.bound
    assert compact.cost is None or compact.cost >= search.bound


@pytest.mark.parametrize("seed", range(8))
def test_choices_of_better_rosters_are_never_barred(seed: int) -> None:
    instance = made_up(seed, people=2, days=6, types=2)
    best = cheapest_by_trying(instance)
    if best is None:
        return
    search = search_of(instance)
    hunt = Hunt(search, Part.ALONE)
    hunt.run()
    assert search.rows is not None
    rows = dict(search.rows)
    search.cost, search.bound = best + 1, 0
    duals = np.clip(hunt.master.need_duals, -search.problem.over, search.problem.under)
    masks = barred_choices(search, hunt.prices, duals, hunt.pool, best + 1)
    for person, row in rows.items():
        assert masks[person][np.arange(instance.days), row].all()


def test_two_workers_give_the_same_best() -> None:
    instance = made_up(3, people=8, days=14, types=2, gentle=True)
    alone = solve(instance, time_limit_s=SECONDS, workers=1)
    together = solve(instance, time_limit_s=SECONDS, workers=2)
    assert alone.status is together.status is Status.OPTIMAL
    assert alone.objective == together.objective


def test_one_worker_repeats_itself() -> None:
    instance = made_up(11, people=8, days=14, types=2, gentle=True)
    first, second = (solve(instance, time_limit_s=SECONDS, workers=1, seed=5) for _ in range(2))
    assert first.roster == second.roster


def test_no_time_still_gives_a_lawful_roster() -> None:
    instance = made_up(3, people=8, days=14, types=2, gentle=True)
    outcome = solve(instance, time_limit_s=0)
    assert outcome.status in (Status.FEASIBLE, Status.OPTIMAL)
    assert outcome.roster is not None
    assert check(instance, outcome.roster).cost == outcome.objective


def test_a_search_stops_when_asked() -> None:
    instance = made_up(3, people=20, days=42, types=3, gentle=True)
    start = time.monotonic()
    outcome = solve(instance, time_limit_s=600, workers=1, should_stop=lambda: time.monotonic() - start > 1)
    assert outcome.seconds < 60
    assert outcome.roster is not None


def test_a_roster_that_the_checker_refuses_is_never_kept() -> None:
    instance = made_up(3, people=2, days=14, types=2)
    search = search_of(instance)
    with pytest.raises(MismatchError):
        search.offer({person: np.zeros(14, dtype=np.int16) for person in range(2)})
    assert search.rows is None


def test_a_year_of_many_people_stops_soon_after_its_time_with_a_roster() -> None:
    instance = made_up(7, people=40, days=364, types=3, gentle=True)
    outcome = solve(instance, time_limit_s=5, workers=2)
    assert outcome.roster is not None
    assert check(instance, outcome.roster).cost == outcome.objective
    assert outcome.bound <= (outcome.objective or 0)
    assert outcome.seconds < 30  # 5 on a machine of its own
