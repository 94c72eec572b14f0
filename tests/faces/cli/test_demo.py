"""The demo is drawn, not typed: same seed and day, same world; and it holds what a real scheme holds."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from selvstyrt.core.law import holidays
from selvstyrt.faces.cli.demo.draw import SEED, World, draw

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def world() -> World:
    return draw(TODAY)


def test_the_same_seed_and_day_give_the_same_world(world: World) -> None:
    assert draw(TODAY) == world
    assert draw(TODAY, SEED + 1) != world


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("today", [TODAY, date(2027, 2, 28), date(2028, 2, 29)])
def test_every_draw_is_a_scheme_of_about_38_hours_with_seven_assistants(seed: int, today: date) -> None:
    world = draw(today, seed)
    assert 37 * 60 <= world.weekly_minutes <= 39 * 60
    assert len(world.helpers) == 7
    assert len({helper.human.email for helper in world.helpers}) == 7
    assert sum(helper.other_scheme_percent > 0 for helper in world.helpers) == 1
    assert sum(helper.leave is not None for helper in world.helpers) == 1
    assert all(5 <= helper.percent <= 100 for helper in world.helpers)
    assert (world.next_from.weekday(), world.past_from.weekday()) == (0, 0)
    assert world.next_from >= today + timedelta(days=14)


def test_the_needs_fill_the_granted_hours(world: World) -> None:
    """A resting hour draws one third of an hour from the account."""
    drawn = 0
    for need in world.needs:
        minutes = ((need.ends_at.hour - need.starts_at.hour) % 24 * 60) + need.ends_at.minute - need.starts_at.minute
        drawn += (minutes - need.passive_minutes * 2 // 3) * len(need.weekdays) // need.every_weeks
    assert world.weekly_minutes - 5 * 15 <= drawn <= world.weekly_minutes


def test_there_are_resting_nights_at_weekends_and_wishes_that_collide(world: World) -> None:
    assert any(need.type == "resting_night" and set(need.weekdays) <= set("456") for need in world.needs)
    off = [(start, end) for helper in world.helpers for start, end, weight in helper.wishes if weight == -3]
    assert max(off.count(stretch) for stretch in off) >= 2


def test_a_red_day_lies_in_the_weeks_to_plan(world: World) -> None:
    days = {world.next_from + timedelta(days=number) for number in range(56)}
    assert any(holidays.is_public_holiday(day) for day in days)


def test_the_plans_behind_leave_no_day_out() -> None:
    world = draw(TODAY, weeks_behind=52)
    plans = world.past_plans
    assert plans[0][0] == world.past_from
    assert plans[-1][1] == world.next_from - timedelta(days=1)
    for (_, last), (first, _) in pairwise(plans):
        assert first == last + timedelta(days=1)
