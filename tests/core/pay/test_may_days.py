from datetime import date

import pytest

from selvstyrt.core.base import NoAnswer
from selvstyrt.core.pay import Employment, may_day_off
from tests.core.pay.terms import MADE, always


def off(day, minutes=480, started=date(2020, 1, 1), hired_until=None):
    return may_day_off("off", day, minutes, Employment(0, 2130, started=started), always(MADE), hired_until=hired_until)


@pytest.mark.parametrize("day", [date(2024, 5, 1), date(2024, 5, 17), date(2025, 5, 17)])
def test_a_day_off_on_1_or_17_may_is_paid_in_full(day):
    line = off(day)
    assert (line.kind, line.minutes, str(line.amount), line.day) == ("may_day_off", 480, "1744.08", day)
    assert [step.rule for step in line.steps] == ["may_day.full_pay", "wage.minimum", "line.amount"]


@pytest.mark.parametrize(
    "day",
    [date(2026, 5, 17), date(2022, 5, 1), date(2027, 5, 17), date(2008, 5, 1), date(2024, 5, 2), date(2024, 12, 25)],
)
def test_a_sunday_another_holiday_or_another_day_gives_nothing(day):
    assert off(day, started=date(2000, 1, 1)) is None


def test_a_day_without_ordinary_hours_gives_nothing():
    assert off(date(2024, 5, 1), minutes=0) is None


def test_the_days_of_service_are_those_of_the_law_on_the_day():
    with pytest.raises(NoAnswer) as unknown:
        off(date(2015, 5, 1), started=date(2000, 1, 1))
    assert unknown.value.facts["id"] == "mai.service_days"


@pytest.mark.parametrize(
    ("started", "hired_until", "due"),
    [
        (date(2024, 4, 1), date(2024, 5, 2), True),
        (date(2024, 4, 2), date(2024, 5, 1), True),
        (date(2024, 4, 3), date(2024, 5, 1), False),
        (date(2024, 4, 25), None, True),
        (date(2024, 4, 25), date(2024, 5, 24), True),
        (date(2024, 4, 25), date(2024, 5, 23), False),
        (date(2024, 5, 2), None, False),
        (None, None, False),
    ],
)
def test_thirty_days_of_employment_are_needed_behind_or_in_all(started, hired_until, due):
    assert (off(date(2024, 5, 1), started=started, hired_until=hired_until) is not None) is due
