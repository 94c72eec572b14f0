"""The limits of a day: a rule that is not yet in force has no number, and the law before its first day is an error."""

from dataclasses import dataclass
from datetime import date

import pytest

from selvstyrt.core.base import NoAnswer
from selvstyrt.core.worktime import Limits
from selvstyrt.core.worktime.limits import _numbers


@dataclass(frozen=True)
class LaterRule:
    """A rule of 2025 beside one of 2022."""

    daily_rest: "int"
    plan_discussed_days: "int | None"


@dataclass(frozen=True)
class MustHave:
    """A rule of 2025 that has no day before."""

    plan_discussed_days: "int"


@pytest.mark.parametrize(("day", "known"), [(date(2024, 12, 31), None), (date(2025, 1, 1), 14)])
def test_a_number_that_may_be_missing_is_none_before_its_first_day(day, known):
    assert _numbers(LaterRule, "home", day, None) == {"daily_rest": 660, "plan_discussed_days": known}


def test_a_number_that_must_be_there_is_an_error_before_its_first_day():
    with pytest.raises(NoAnswer) as refused:
        _numbers(MustHave, "home", date(2024, 12, 31), None)
    assert refused.value.facts["first_known_day"] == date(2025, 1, 1)


def test_the_limits_begin_on_one_day():
    assert Limits.at(date(2015, 7, 1)).daily_rest == 660
    with pytest.raises(NoAnswer) as refused:
        Limits.at(date(2015, 6, 30))
    assert refused.value.facts["first_known_day"] == date(2015, 7, 1)
