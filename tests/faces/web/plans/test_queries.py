"""How often the pages of the plans ask the database, with a year of plans behind them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from selvstyrt.apps.plans.models import PlanVersion, Shift
from selvstyrt.core.base import OSLO
from tests.apps.plans.conftest import make_pattern, span
from tests.cast import Cast
from tests.faces.web.plans import building
from tests.faces.web.plans.building import address, logged_in


def a_shift(cast: Cast, plan: PlanVersion, day: date, seat: int) -> Shift:
    """Morning or afternoon, Amal's and Jonas's in turn."""
    times = span(day, 8 + 7 * seat, 14 + 7 * seat)
    whose = (cast.amal_assignment, cast.jonas_assignment)[(day.toordinal() + seat) % 2]
    return Shift(
        plan=plan, key=f"{day}:{seat}", name="Dag", type="day", start=times.start, end=times.end, assignment=whose
    )


def a_year_of_shifts(cast: Cast) -> date:
    """Published plans for a year, one shift a day."""
    first = building.monday(1) - timedelta(weeks=26)
    make_pattern(cast.scheme, weekdays="0123456", first_day=first)
    for number in range(6):
        start = first + timedelta(weeks=8 * number)
        plan = PlanVersion.objects.create(
            scheme=cast.scheme, number=number + 1, first_day=start, last_day=start + timedelta(days=55),
            state="published", made_at=timezone.now(), published_at=timezone.now(), published_by=cast.kari,
        )  # fmt: skip
        days = [start + timedelta(days=n) for n in range(56)]
        Shift.objects.bulk_create(a_shift(cast, plan, day, seat) for day in days for seat in (0, 1))
    return first


@pytest.mark.parametrize("page", ["week", "month", "week_print", "plans"])
def test_a_page_asks_the_database_few_times_with_a_year_of_plans(
    cast: Cast, page: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    a_year_of_shifts(cast)
    client = logged_in(cast.kari)
    with django_assert_max_num_queries(15):
        assert client.get(address(cast, page)).status_code == 200


IN_ONE_YEAR, OVER_NEW_YEAR = datetime(2026, 11, 18, 12, tzinfo=OSLO), datetime(2026, 11, 23, 12, tzinfo=OSLO)
"""The draft of two weeks that is made then begins on 14 or on 21 December."""


@pytest.mark.parametrize(("moment", "most"), [(IN_ONE_YEAR, 30), (OVER_NEW_YEAR, 33)])
@pytest.mark.parametrize("page", ["plan", "plan_table", "plan_week", "publish_plan"])
def test_a_draft_asks_the_database_no_more_with_more_shifts(
    cast: Cast, page: str, moment: datetime, most: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with time_machine.travel(moment):
        plan = building.a_full_draft(cast)
        client = logged_in(cast.kari)
        with django_assert_max_num_queries(most):
            assert client.get(address(cast, page, plan_uid=plan.uid)).status_code == 200


def test_the_page_of_a_shift_asks_the_database_no_more_with_more_shifts(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    plan = building.a_full_draft(cast)
    url = address(cast, "plan_shift", plan_uid=plan.uid, shift_uid=building.first_shift(plan).uid)
    client = logged_in(cast.kari)
    with django_assert_max_num_queries(22):
        assert client.get(url).status_code == 200
