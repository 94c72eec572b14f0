"""Deadlines of the case: weeks and months by the calendar, moved past Saturdays and holidays where the act says so."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selvstyrt.core.base import NoAnswer, months_after
from selvstyrt.core.eligibility import (
    Matter,
    complaint_deadline,
    complaint_impossible_after,
    next_office_day,
    preliminary_answer,
    preliminary_answer_by,
    reasons_deadline,
)
from selvstyrt.core.law.holidays import is_red_day

DAYS = st.dates(date(2015, 7, 1), date(2099, 12, 1))


def test_four_weeks_on_services_and_three_on_other_decisions():
    received = date(2026, 6, 1)
    services = complaint_deadline(received, Matter.SERVICES)
    general = complaint_deadline(received, Matter.GENERAL)
    assert (services.last_day, services.weeks) == (date(2026, 6, 29), 4)
    assert (general.last_day, general.weeks) == (date(2026, 6, 22), 3)
    assert services.steps[0].citation.text == "pbrl. § 7-5"
    assert general.steps[0].citation.text == "fvl. § 29"
    assert (services.sent_to, services.decided_by) == ("the municipality", "statsforvalteren")


@pytest.mark.parametrize(
    ("received", "counted", "last"),
    [
        (date(2026, 6, 5), date(2026, 7, 3), date(2026, 7, 3)),
        (date(2026, 6, 6), date(2026, 7, 4), date(2026, 7, 6)),
        (date(2026, 6, 7), date(2026, 7, 5), date(2026, 7, 6)),
        (date(2026, 4, 19), date(2026, 5, 17), date(2026, 5, 18)),
        (date(2026, 4, 3), date(2026, 5, 1), date(2026, 5, 4)),
        (date(2026, 11, 27), date(2026, 12, 25), date(2026, 12, 28)),
    ],
)
def test_a_complaint_deadline_on_a_saturday_or_holiday_moves_to_the_next_working_day(received, counted, last):
    found = complaint_deadline(received, Matter.SERVICES)
    assert (found.counted_day, found.last_day) == (counted, last)
    assert ("FVL-30" in [step.rule for step in found.steps]) is (counted != last)


@given(DAYS)
def test_the_last_day_is_an_office_day_and_never_before_the_counted_one(received):
    found = complaint_deadline(received, Matter.GENERAL)
    assert found.last_day.weekday() < 5 and not is_red_day(found.last_day)
    assert timedelta(0) <= found.last_day - found.counted_day <= timedelta(days=6)
    assert next_office_day(found.last_day) == found.last_day


def test_reasons_are_asked_for_within_the_complaint_period_or_three_weeks():
    received = date(2026, 6, 1)
    assert reasons_deadline(received, Matter.SERVICES).last_day == date(2026, 6, 29)
    assert reasons_deadline(received, Matter.GENERAL).last_day == date(2026, 6, 22)
    none_runs = reasons_deadline(received, Matter.SERVICES, complaint_runs=False)
    assert none_runs.last_day == date(2026, 6, 22)
    assert none_runs.steps[0].citation.text == "fvl. § 24 (2)"


@pytest.mark.parametrize(
    ("received", "last"),
    [
        (date(2026, 3, 2), date(2026, 4, 2)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 4, 17), date(2026, 5, 17)),
    ],
)
def test_the_preliminary_answer_comes_within_a_month_also_when_that_is_a_holiday(received, last):
    assert preliminary_answer_by(received) == last


def test_a_year_after_the_decision_no_complaint_is_taken_up():
    assert complaint_impossible_after(date(2026, 6, 1)) == date(2027, 6, 1)
    assert complaint_impossible_after(date(2028, 2, 29)) == date(2029, 2, 28)


def test_a_day_before_the_first_known_deadline_has_no_answer():
    with pytest.raises(NoAnswer):
        complaint_deadline(date(2011, 12, 31), Matter.SERVICES)
    assert complaint_deadline(date(2012, 1, 1), Matter.SERVICES).weeks == 4


@given(DAYS, st.integers(-400, 400))
def test_months_go_forth_and_back_to_the_same_month(day, months):
    there = months_after(day, months)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    assert there.day == day.day or (there + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("decided", "answered", "on", "late"),
    [
        (None, None, date(2026, 4, 2), False),
        (None, None, date(2026, 4, 3), True),
        (None, date(2026, 4, 2), date(2026, 6, 1), False),
        (None, date(2026, 4, 3), date(2026, 6, 1), True),
        (date(2026, 4, 3), date(2026, 4, 3), date(2026, 6, 1), True),
    ],
)
def test_a_preliminary_answer_comes_within_a_month_when_the_case_takes_longer(decided, answered, on, late):
    found = preliminary_answer(date(2026, 3, 2), decided=decided, answered=answered, on=on)
    assert found.figures == {"preliminary_answer_by": date(2026, 4, 2)}
    assert [breach.rule for breach in found.breaches] == (["FVL-11A"] if late else [])
    assert found.steps[0].citation.text == "fvl. § 11 a"


def test_a_case_that_is_decided_within_the_month_needs_no_preliminary_answer():
    found = preliminary_answer(date(2026, 3, 2), decided=date(2026, 4, 2), on=date(2026, 6, 1))
    assert found.figures == {"preliminary_answer_required": False} and found.compliant
