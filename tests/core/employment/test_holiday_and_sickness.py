"""Holiday, holiday pay and sickness."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selvstyrt.core import employment as work
from selvstyrt.core.base import DateRange, NoAnswer, Severity, Span, WrongInput

NOW = date(2026, 6, 1)
TERMS = work.HolidayTerms.at(NOW)
SICK = work.SicknessTerms.at(NOW)
DAY = timedelta(days=1)


def broken(ruling):
    return [(breach.rule, breach.severity) for breach in ruling.breaches]


def days(first, last):
    return work.working_days(first, last).figures["virkedager"]


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (date(2026, 7, 6), date(2026, 7, 26), 18),
        (date(2026, 5, 11), date(2026, 5, 17), 5),
        (date(2026, 5, 17), date(2026, 5, 17), 0),
        (date(2026, 7, 11), date(2026, 7, 11), 1),
    ],
)
def test_working_days_are_all_but_sundays_and_holidays(first, last, count):
    assert days(first, last) == count


def test_a_holiday_that_ends_before_it_starts_is_refused():
    with pytest.raises(WrongInput, match="before it starts"):
        work.working_days(NOW, NOW - DAY)


@given(st.dates(date(2015, 1, 1), date(2099, 1, 1)), st.integers(0, 60), st.integers(1, 60))
def test_working_days_of_two_stretches_add_up(first, long, more):
    middle, last = first + timedelta(days=long), first + timedelta(days=long + more)
    assert days(first, middle) + days(middle + DAY, last) == days(first, last)


@pytest.mark.parametrize(
    ("start", "taken", "left"),
    [
        (date(2026, 9, 30), 0, 25),
        (date(2026, 10, 1), 0, 6),
        (date(2026, 5, 1), 10, 15),
        (date(2026, 10, 1), 22, 3),
        (date(2026, 5, 1), 30, 0),
    ],
)
def test_a_new_employee_has_a_full_holiday_until_30_september(start, taken, left):
    assert work.holiday_in_first_year(start, TERMS, taken_elsewhere=taken).figures == {"holiday_days": left}


def test_six_more_days_from_the_year_of_sixty():
    assert work.extra_holiday(date(1966, 12, 31), 2026, TERMS).figures == {"extra_days": 6}
    assert work.extra_holiday(date(1967, 1, 1), 2026, TERMS).figures == {"extra_days": 0}


@pytest.mark.parametrize(
    ("first", "last", "choice"),
    [
        (date(2026, 7, 6), date(2026, 7, 11), (date(2026, 7, 5), date(2026, 7, 12))),
        (date(2026, 7, 6), date(2026, 7, 12), (date(2026, 7, 5), date(2026, 7, 12))),
        (date(2026, 7, 6), date(2026, 7, 10), ()),
        (date(2026, 7, 8), date(2026, 7, 15), ()),
        (date(2026, 5, 26), date(2026, 6, 1), (date(2026, 5, 24),)),
    ],
)
def test_a_sunday_right_beside_a_holiday_of_six_days_may_be_chosen(first, last, choice):
    assert work.sunday_choice(first, last, TERMS).figures == {"choice": choice}


def test_three_weeks_holiday_asks_for_sixteen_hours_more():
    first, last = date(2026, 7, 6), date(2026, 7, 25)
    whole = Span.of_local(datetime(2026, 7, 5, 16), datetime(2026, 7, 26, 8))
    short = Span.of_local(datetime(2026, 7, 5, 16, 1), datetime(2026, 7, 26, 8))
    assert broken(work.time_between(whole, first, last, TERMS)) == []
    assert broken(work.time_between(short, first, last, TERMS)) == [("FER-5-4", Severity.ILLEGAL)]
    assert work.time_between(short, first, date(2026, 7, 24), TERMS).figures == {"needed_minutes": 0}


def test_the_holiday_is_told_two_months_before():
    start = date(2026, 7, 6)
    assert broken(work.holiday_told(date(2026, 5, 6), start, TERMS)) == []
    assert broken(work.holiday_told(date(2026, 5, 7), start, TERMS)) == [("FER-6-2", Severity.ILLEGAL)]
    assert broken(work.holiday_told(date(2026, 5, 7), start, TERMS, special_reasons=True)) == []
    assert broken(work.extra_holiday_told(date(2026, 6, 22), start, TERMS)) == []
    assert broken(work.extra_holiday_told(date(2026, 6, 23), start, TERMS))


@pytest.mark.parametrize(
    ("first", "last", "wanted", "employed", "right"),
    [
        (date(2026, 6, 1), date(2026, 9, 30), 18, None, True),
        (date(2026, 5, 31), date(2026, 9, 30), 18, None, False),
        (date(2026, 6, 1), date(2026, 10, 1), 18, None, False),
        (date(2026, 6, 1), date(2026, 9, 30), 19, None, False),
        (date(2026, 6, 1), date(2026, 9, 30), 18, date(2026, 8, 15), True),
        (date(2026, 6, 1), date(2026, 9, 30), 18, date(2026, 8, 16), False),
    ],
)
def test_eighteen_days_in_the_main_holiday_period(first, last, wanted, employed, right):
    assert work.main_holiday(first, last, wanted, TERMS, employed_from=employed).figures == {"right": right}


@pytest.mark.parametrize("act", [work.carried_over, work.taken_in_advance])
@pytest.mark.parametrize(
    ("count", "written", "bad"), [(12, True, False), (13, True, True), (1, False, True), (0, False, False)]
)
def test_twelve_days_move_between_years_in_writing(act, count, written, bad):
    found = act(count, TERMS, written=written)
    assert found.figures == {"max_days": 12} and bool(broken(found)) is bad


@pytest.mark.parametrize(
    ("months", "by_employer", "consents", "may"),
    [(2, True, False, False), (3, True, False, True), (2, True, True, True), (1, False, False, True)],
)
def test_no_holiday_in_a_short_notice_period_without_consent(months, by_employer, consents, may):
    found = work.holiday_in_notice(months, TERMS, by_employer=by_employer, consents=consents)
    assert found.figures == {"may_be_placed": may}


@pytest.mark.parametrize(("unfit", "note", "back"), [(True, True, 3), (True, False, 0), (False, True, 0)])
def test_sick_days_in_the_holiday_come_back_with_a_note(unfit, note, back):
    found = work.sick_in_holiday(date(2026, 7, 6), date(2026, 7, 8), fully_unfit=unfit, doctors_note=note)
    assert found.figures == {"days_back": back}


def test_holiday_pay_that_is_asked_for_comes_a_week_before():
    start, last = date(2026, 7, 6), date(2026, 6, 29)
    assert broken(work.holiday_paid(last, start, last, TERMS)) == []
    assert broken(work.holiday_paid(last + DAY, start, last, TERMS)) == [("FER-11", Severity.ILLEGAL)]
    assert broken(work.holiday_paid(None, start, last, TERMS)) == []
    assert broken(work.holiday_paid(None, start, last + DAY, TERMS))


def test_at_the_end_of_the_employment_all_holiday_pay_comes_with_the_last_pay():
    last = date(2026, 6, 30)
    assert broken(work.holiday_paid_at_end(last, last, last)) == []
    assert broken(work.holiday_paid_at_end(None, last, last)) == []
    assert broken(work.holiday_paid_at_end(None, last, last + DAY)) == [("FER-11", Severity.ILLEGAL)]


@pytest.mark.parametrize(
    ("claimed", "unfit", "note", "may"),
    [
        (date(2026, 7, 3), True, True, True),
        (date(2026, 7, 4), True, True, False),
        (None, True, True, False),
        (date(2026, 7, 3), False, True, False),
        (date(2026, 7, 3), True, False, False),
    ],
)
def test_a_holiday_is_postponed_when_claimed_with_a_note_by_the_last_workday(claimed, unfit, note, may):
    last = date(2026, 7, 3)
    found = work.sick_before_holiday(claimed, last, fully_unfit=unfit, doctors_note=note)
    assert found.figures == {"postponed": may, "claim_by": last}


@pytest.mark.parametrize(
    ("unforeseen", "major", "stand_in", "may"),
    [(True, True, False, True), (True, True, True, False), (False, True, False, False), (True, False, False, False)],
)
def test_a_set_holiday_is_moved_only_for_the_unforeseen_without_a_stand_in(unforeseen, major, stand_in, may):
    found = work.holiday_changed(unforeseen=unforeseen, major_problems=major, stand_in_found=stand_in)
    assert broken(found) == ([] if may else [("FER-6-3", Severity.ILLEGAL)])


def test_the_extra_week_in_parts_is_as_many_days_as_are_worked_in_a_week():
    born = date(1966, 12, 31)
    assert work.extra_holiday(born, 2026, TERMS, split_workdays=4).figures == {"extra_days": 4}
    assert work.extra_holiday(born, 2026, TERMS, split_workdays=7).figures == {"extra_days": 6}


def test_the_rest_of_the_holiday_comes_in_one_piece():
    assert work.rest_holiday(7, TERMS).figures == {"right": True}
    assert work.rest_holiday(8, TERMS).figures == {"right": False}


PAY = work.HolidayPayTerms.at(2026)


@pytest.mark.parametrize(
    ("age", "fifth", "percent", "amount"),
    [
        (40, False, "10.2", "30600.00"),
        (59, False, "10.2", "30600.00"),
        (60, False, "12.5", "37500.00"),
        (40, True, "12.0", "36000.00"),
        (60, True, "14.3", "42900.00"),
    ],
)
def test_holiday_pay_by_age_and_fifth_week(age, fifth, percent, amount):
    found = work.holiday_pay(Decimal(300000), age, PAY, fifth_week=fifth)
    assert (found.percent, found.amount) == (Decimal(percent), Decimal(amount))
    assert len(found.steps) == (2 if age >= 60 else 1)


def test_the_extra_per_cent_stops_at_six_times_g_of_the_year_before():
    six_g = 6 * 130160
    at_limit = work.holiday_pay(Decimal(six_g), 60, PAY)
    above = work.holiday_pay(Decimal(six_g + 1000), 60, PAY)
    assert above.amount - at_limit.amount == Decimal("102.00")
    assert above.steps[1].inputs["basis"] == six_g
    assert work.HolidayPayTerms.at(2026, date(2025, 5, 31)).basic_amount == 124028


def absence(first, last):
    return DateRange(first, last + DAY)


def test_three_days_of_self_certification_then_a_doctor():
    found = work.self_certification(absence(NOW, date(2026, 6, 3)), SICK, employed_months=Decimal(5))
    assert (found.days_used, found.days_left, found.doctor_from) == (3, 3, date(2026, 6, 4))
    short = work.self_certification(absence(NOW, date(2026, 6, 2)), SICK)
    assert (short.days_used, short.doctor_from) == (2, None)


@pytest.mark.parametrize(("months", "allowed"), [("2", True), ("1.9", False)])
def test_self_certification_comes_after_two_months(months, allowed):
    found = work.self_certification(absence(NOW, NOW), SICK, employed_months=Decimal(months))
    assert found.allowed is allowed
    assert (found.days_used, found.doctor_from) == ((1, None) if allowed else (0, NOW))


def test_a_night_shift_over_midnight_is_one_day():
    assert work.days_of_shifts([NOW]) == 1
    assert work.days_of_shifts([NOW, NOW, NOW + DAY]) == 2
    found = work.self_certification(absence(NOW, NOW + DAY), SICK, days=1)
    assert (found.days_used, found.doctor_from) == (1, None)


@pytest.mark.parametrize(("start", "left"), [(date(2026, 6, 12), 1), (date(2026, 6, 18), 1), (date(2026, 6, 19), 3)])
def test_absences_within_sixteen_days_are_added_up(start, left):
    found = work.self_certification(absence(start, start), SICK, earlier=(absence(NOW, date(2026, 6, 2)),))
    assert found.days_left == left


def test_the_employer_pays_sixteen_calendar_days():
    found = work.employer_period(NOW, SICK)
    assert (found.days_left, found.end, found.nav_from) == (16, date(2026, 6, 16), date(2026, 6, 17))


@pytest.mark.parametrize(
    ("start", "left", "end"),
    [
        (date(2026, 6, 15), 9, date(2026, 6, 23)),
        (date(2026, 6, 23), 9, date(2026, 7, 1)),
        (date(2026, 6, 24), 16, date(2026, 7, 9)),
    ],
)
def test_absence_within_sixteen_days_joins_the_same_period(start, left, end):
    found = work.employer_period(start, SICK, earlier=(absence(NOW, date(2026, 6, 7)),))
    assert (found.days_left, found.end) == (left, end)


def test_several_absences_are_joined_backwards_until_a_long_break():
    earlier = (
        absence(date(2026, 6, 10), date(2026, 6, 12)),
        absence(NOW, date(2026, 6, 2)),
        absence(date(2026, 4, 1), date(2026, 4, 9)),
    )
    assert work.employer_period(date(2026, 6, 20), SICK, earlier=earlier).days_left == 11


def test_after_a_full_period_nav_pays_from_the_first_day():
    found = work.employer_period(date(2026, 6, 20), SICK, earlier=(absence(NOW, date(2026, 6, 16)),))
    assert (found.days_left, found.end, found.nav_from) == (0, None, date(2026, 6, 20))


@pytest.mark.parametrize("earlier", [DateRange(date(2026, 5, 1)), absence(date(2026, 5, 30), NOW)])
def test_absences_that_overlap_are_refused(earlier):
    with pytest.raises(WrongInput) as told:
        work.employer_period(NOW, SICK, earlier=(earlier,))
    assert told.value.code == "absence_overlaps"


@given(st.integers(1, 16), st.integers(0, 40))
def test_days_paid_by_the_employer_never_pass_sixteen_in_one_period(length, gap):
    first = absence(NOW, NOW + timedelta(days=length - 1))
    again = first.end + timedelta(days=gap)
    left = work.employer_period(again, SICK, earlier=(first,)).days_left
    assert left == (16 - length if gap < 16 else 16)


def test_sick_pay_from_the_employer_after_four_weeks():
    assert work.employer_pays(28, SICK).figures == {"employer_pays": True}
    assert work.employer_pays(27, SICK).figures == {"employer_pays": False}


def test_four_absences_may_end_self_certification():
    may = work.self_certification_withdrawn(4, SICK)
    assert may.figures == {"employer_may_withdraw": True, "hear_first": True, "review_after_months": 6}
    assert work.self_certification_withdrawn(3, SICK).figures == {"employer_may_withdraw": False}


def test_holiday_values_are_not_guessed_before_they_are_known():
    with pytest.raises(NoAnswer):
        work.HolidayTerms.at(date(2015, 6, 30))
    assert work.HolidayTerms.at(date(2015, 7, 1)).working_days == 25
