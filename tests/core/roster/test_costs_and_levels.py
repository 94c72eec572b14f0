"""What a roster costs by the pay rules, and that comfort never buys an empty shift."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from selvstyrt.core.pay import Employment, WorkedTime, gross, pay_lines, resting_night, tariff_source
from selvstyrt.core.roster import Evaluator, Problem, read_problem
from selvstyrt.core.roster.levels import MOVES, dearest_change
from selvstyrt.core.roster.targets import Targets
from tests.core.roster.problems import assistant, problem, problem_file, shift
from tests.core.roster.test_ledger import second
from tests.engine.random_problems import random_problem

PAY = {"tariff": "tariff_virke", "seniority": 0, "full_week_minutes": 2130, "known_on": "2026-11-22"}
DAY = shift("2027-03-02T08:00", "2027-03-02T16:00", "day")
SUNDAY = shift("2027-03-07T14:00", "2027-03-07T22:00", "sunday")
NIGHT = shift("2027-03-09T23:00", "2027-03-10T07:00", "night", passive_min=480)


def paid() -> Problem:
    senior = assistant("jonas", pay=PAY | {"seniority": "2010-01-01"})
    return read_problem(second(DAY, SUNDAY, NIGHT, team=(assistant(pay=PAY), senior, assistant("sara"))))


def test_a_shift_costs_what_the_pay_rules_say_with_supplements_and_resting_night() -> None:
    asked = paid()
    costs = Targets.of(asked).costs
    tariff = tariff_source("tariff_virke", date(2026, 11, 22))
    for who, seniority in (("amal", 0), ("jonas", date(2010, 1, 1))):
        terms = Employment(seniority, 2130)
        for name in ("day", "sunday", "night"):
            need = asked.shift_by_id[name]
            worked = resting_night(name, need.span) if name == "night" else WorkedTime(name, need.span)
            assert costs.price(asked.person_by_id[who], need) == gross(pay_lines(worked, terms, tariff))
    amal = asked.person_by_id["amal"]
    prices = [costs.price(amal, asked.shift_by_id[name]) for name in ("night", "day", "sunday")]
    assert prices == sorted(price for price in prices if price), "a resting night is cheapest, a Sunday evening dearest"


def test_the_cost_of_a_roster_is_summed_per_person_and_per_week() -> None:
    asked = paid()
    evaluator = Evaluator.of(asked)
    prices = {
        name: evaluator.targets.costs.price(asked.people[0], asked.shift_by_id[name]) for name in ("day", "night")
    }
    found = evaluator.cost({"day": "amal", "sunday": "sara", "night": "amal"})
    assert prices["day"] and prices["night"]
    assert found.by_person == {"amal": prices["day"] + prices["night"], "jonas": Decimal(0), "sara": Decimal(0)}
    assert found.by_week == {date(2027, 3, 1): prices["day"], date(2027, 3, 8): prices["night"]}
    assert (found.total, found.unpriced) == (prices["day"] + prices["night"], 1), "Sara's wage is not known"


def test_only_what_a_shift_costs_above_the_cheapest_weighs() -> None:
    asked = paid()
    costs = Targets.of(asked).costs
    amal, jonas, sara = asked.people
    need = asked.shift_by_id["day"]
    over = costs.price(jonas, need) - costs.price(amal, need)  # type: ignore[operator]
    assert over > 100
    assert (costs.points(amal, need), costs.points(sara, need)) == (0, 0)
    assert costs.points(jonas, need) == int(over / 20 + Decimal("0.5"))


def test_with_ordinary_weights_the_levels_are_the_plain_ones() -> None:
    assert Targets.of(problem(DAY, SUNDAY)).empty_points == {1: 5_000, 2: 50_000, 3: 500_000}


def test_high_weights_raise_all_levels_alike() -> None:
    points = Targets.of(problem(DAY, weights={"contract": 100})).empty_points
    assert points == {1: 49_000, 2: 490_000, 3: 4_900_000}, "an 8-hour shift can cost 9 600 points of hours"


def heavy(seed: int) -> dict[str, Any]:
    dice = random.Random(seed)
    data = random_problem(seed, people=2, shifts=5) | {"format": "selvstyrt-roster-problem/2"}
    names = ("contract", "wishes", "weekends", "nights", "red_days", "short_notice", "continuity", "few_people", "cost")
    data["weights"] = {name: dice.choice((0, 1, 4, 100)) for name in names}
    data["notice_until"] = f"{data['from']}T00:00" if dice.random() < 0.5 else f"{data['to']}T00:00"
    for person in data["assistants"]:
        person["ledger"] = {kind: str(dice.choice((-4, -1, 0, 2))) for kind in ("weekends", "nights", "wishes")}
    return data


@pytest.mark.parametrize("seed", range(40))
def test_one_more_shift_never_costs_as_much_as_leaving_it_empty(seed: int) -> None:
    """Whoever gets it, in whatever roster, at whatever weights: comfort cannot buy an empty shift."""
    asked = read_problem(heavy(seed))
    evaluator = Evaluator.of(asked)
    targets = evaluator.targets
    dearest = dearest_change(asked, targets.sorting, targets.costs)
    assert MOVES * dearest <= targets.empty_points[1]
    dice = random.Random(seed)
    for _ in range(30):
        holders = {each.id: dice.choice([None, *asked.person_by_id]) for each in asked.shifts}
        before = evaluator.judge(holders)
        for name in [each for each, who in holders.items() if who is None]:
            for who in asked.person_by_id:
                after = evaluator.judge(holders | {name: who})
                comfort = sum(after.points[term] - before.points[term] for term in after.points if term != "uncovered")
                assert comfort < dearest
                assert after.objective < before.objective


def test_a_problem_without_shifts_has_levels_too() -> None:
    assert Targets.of(read_problem(problem_file())).empty_points[1] == 5_000
