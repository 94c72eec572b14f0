"""Who pays which day of sickness, what the employer's days amount to, and pay for days with a sick child."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selvstyrt.core import employment as work
from selvstyrt.core.base import DateRange

NOW = date(2026, 6, 1)
DAY = timedelta(days=1)
TERMS = work.SickPayTerms.at(NOW)
SICK = TERMS.sickness
CARE = work.CarePayTerms.at(NOW)


def absence(first, count):
    return DateRange(first, first + count * DAY)


def test_the_highest_sick_pay_a_day_is_six_g_over_260_days_of_the_g_of_the_day():
    before = work.SickPayTerms.at(date(2025, 4, 30)).highest_daily
    assert before == 6 * Decimal(124028) / 260
    assert work.SickPayTerms.at(date(2025, 5, 1)).highest_daily == 6 * Decimal(130160) / 260


def test_the_employer_pays_missed_shifts_for_sixteen_days_and_nav_the_rest():
    lost = {NOW: Decimal(1500), NOW + 2 * DAY: Decimal("1700.55"), NOW + 17 * DAY: Decimal(1500)}
    found = work.sick_pay(absence(NOW, 20), lost, TERMS, employed_days=400)
    assert [day.payer for day in found.days] == [work.Payer.EMPLOYER] * 16 + [work.Payer.NAV] * 4
    assert found.employer_amount == Decimal("3200.55")
    assert (found.days[1].amount, found.days[17].amount) == (Decimal("0.00"), None)
    assert found.nav_from == date(2026, 6, 17)
    assert [step.rule for step in found.steps] == ["FTRL-8-18", "FTRL-8-19"]


def test_a_long_shift_is_paid_up_to_the_highest_day():
    found = work.sick_pay(absence(NOW, 1), {NOW: Decimal(9000)}, TERMS, employed_days=28)
    assert found.employer_amount == found.days[0].amount == round(TERMS.highest_daily, 2)
    assert found.nav_from is None
    assert found.steps[-1].rule == "FTRL-8-10"


def test_before_four_weeks_and_after_a_full_period_no_day_is_the_employers():
    new = work.sick_pay(absence(NOW, 3), {NOW: Decimal(1500)}, TERMS, employed_days=27)
    assert {day.payer for day in new.days} == {work.Payer.NAV} and new.nav_from == NOW
    full = work.sick_pay(
        absence(NOW, 3), {NOW: Decimal(1500)}, TERMS, employed_days=400, earlier=(absence(date(2026, 5, 10), 16),)
    )
    assert full.employer_amount == 0 and full.nav_from == NOW


@given(st.integers(0, 40), st.integers(1, 40))
def test_all_days_of_an_absence_have_one_payer_and_the_employer_at_most_sixteen(before, length):
    spells = (absence(NOW - (before + 3) * DAY, before),) if before else ()
    found = work.sick_pay(absence(NOW, length), {}, TERMS, employed_days=100, earlier=spells)
    employers = sum(day.payer is work.Payer.EMPLOYER for day in found.days)
    assert len(found.days) == length
    assert employers == min(length, max(16 - before, 0))


def test_an_earlier_employment_counts_when_the_break_is_two_weeks_or_less():
    first, again = absence(date(2026, 4, 1), 20), DateRange(date(2026, 5, 5))
    assert work.service_days([first, again], NOW, SICK) == 20 + 27
    assert work.service_days([first, DateRange(date(2026, 5, 6))], NOW, SICK) == 26
    assert work.service_days([DateRange(NOW)], NOW, SICK) == 0


def test_a_day_without_planned_work_or_told_late_is_paid_from_when_it_was_told():
    assert work.employer_pays(28, SICK, work_was_planned=False).figures == {"employer_pays": False}
    late = work.employer_pays(28, SICK, reported_first_day=False)
    assert late.figures == {"employer_pays": True, "from_day_reported": True}


@pytest.mark.parametrize(
    ("impossible", "written", "may"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_self_certification_is_refused_in_writing_where_nobody_can_return(impossible, written, may):
    found = work.self_certification_refused(return_impossible=impossible, written_notice=written)
    assert found.figures == {"employer_may_refuse": may}


def test_reasonable_doubt_is_enough_to_end_self_certification():
    assert work.self_certification_withdrawn(1, SICK, reasonable_doubt=True).figures["employer_may_withdraw"]


@pytest.mark.parametrize(
    ("children", "alone", "chronic", "days"),
    [
        (0, False, 0, 0),
        (2, False, 0, 10),
        (3, False, 0, 15),
        (3, True, 0, 30),
        (1, False, 1, 20),
        (1, True, 2, 60),
        (0, False, 1, 10),
    ],
)
def test_days_with_pay_for_sick_children(children, alone, chronic, days):
    assert work.care_days(children, CARE, alone=alone, chronic=chronic).figures == {"days_per_year": days}


@pytest.mark.parametrize(("days", "covered", "doctor"), [(3, 3, False), (4, 3, True), (1, 1, False)])
def test_three_days_with_a_sick_child_are_self_certified(days, covered, doctor):
    assert work.care_self_certified(days, CARE).figures == {"self_cert_days": covered, "doctor_required": doctor}


@pytest.mark.parametrize(
    ("days", "service", "more", "own", "refunded"),
    [
        (8, 28, {}, 8, 0),
        (8, 28, {"paid_before": 5}, 5, 3),
        (3, 28, {"paid_before": 12}, 0, 3),
        (3, 28, {"only_chronic_over_twelve": True}, 0, 3),
        (3, 27, {}, 0, 0),
    ],
)
def test_the_employer_bears_ten_care_days_a_year_and_gets_the_rest_back(days, service, more, own, refunded):
    found = work.care_paid_by(days, service, CARE, **more)
    assert found.figures == {"employer_pays": service >= 28, "employer_days": own, "refunded_days": refunded}
