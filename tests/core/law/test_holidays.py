"""Public holidays and the hours of Sunday and holiday work, against the tables of the legal note."""

from datetime import UTC, date, datetime, timedelta

import pytest

from selvstyrt.core.base import OSLO
from selvstyrt.core.law import holidays
from tests.core.law import calendar

# 1. påskedag, from the published church calendars
EASTER = {
    2015: (4, 5), 2016: (3, 27), 2019: (4, 21), 2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28),
    2028: (4, 16), 2038: (4, 25), 2049: (4, 18), 2076: (4, 19), 2100: (3, 28),
}  # fmt: skip

WINDOWS = [  # start and end of windows other than plain Saturday 18:00 to Sunday 22:00
    ("2023-12-30 18:00", "2024-01-01 22:00"), ("2024-03-27 18:00", "2024-03-29 22:00"),
    ("2024-03-30 15:00", "2024-04-01 22:00"), ("2024-04-30 22:00", "2024-05-01 22:00"),
    ("2024-05-08 18:00", "2024-05-09 22:00"), ("2024-05-16 22:00", "2024-05-17 22:00"),
    ("2024-05-18 15:00", "2024-05-20 22:00"), ("2024-12-24 15:00", "2024-12-26 22:00"),
    ("2024-12-31 18:00", "2025-01-01 22:00"), ("2025-05-16 22:00", "2025-05-18 22:00"),
    ("2025-06-07 15:00", "2025-06-09 22:00"), ("2026-05-16 18:00", "2026-05-17 22:00"),
    ("2026-12-24 15:00", "2026-12-27 22:00"), ("2027-04-30 22:00", "2027-05-02 22:00"),
    ("2027-05-15 15:00", "2027-05-17 22:00"), ("2027-12-24 15:00", "2027-12-26 22:00"),
    ("2027-12-31 18:00", "2028-01-02 22:00"), ("2028-04-29 18:00", "2028-05-01 22:00"),
    ("2028-05-16 22:00", "2028-05-17 22:00"), ("2028-12-23 18:00", "2028-12-26 22:00"),
]  # fmt: skip


@pytest.mark.parametrize(("year", "expected"), EASTER.items())
def test_easter_falls_where_the_calendar_says(year, expected):
    assert holidays.easter_sunday(year) == date(year, *expected)


@pytest.mark.parametrize("year", range(2015, 2101))
def test_every_year_has_its_twelve_names_on_possible_days(year):
    found = holidays.public_holidays(year)
    names = [name for day_names in found.values() for name in day_names]
    assert len(names) == len(set(names)) == 12
    assert date(year, 3, 22) <= holidays.easter_sunday(year) <= date(year, 4, 25)
    assert holidays.easter_sunday(year).weekday() == 6
    assert list(found) == sorted(found)


def test_17_may_2027_is_whit_monday_too():
    assert holidays.public_holidays(2027)[date(2027, 5, 17)] == ("whit_monday", "constitution_day")
    assert len(holidays.public_holidays(2027)) == 11


@pytest.mark.parametrize(("start", "end"), WINDOWS)
def test_holiday_windows_are_those_of_the_table(start, end):
    first = date.fromisoformat(start[:10]) - timedelta(days=1)
    last = date.fromisoformat(end[:10]) + timedelta(days=1)
    found = [
        (f"{span.local_start():%Y-%m-%d %H:%M}", f"{span.local_end():%Y-%m-%d %H:%M}")
        for span in holidays.sunday_windows(first, last)
    ]
    assert (start, end) in found


def test_a_plain_sunday_runs_from_saturday_18_to_sunday_22():
    window = holidays.sunday_window(date(2026, 6, 7))
    assert window.local_start() == datetime(2026, 6, 6, 18, tzinfo=OSLO)
    assert window.local_end() == datetime(2026, 6, 7, 22, tzinfo=OSLO)


def test_the_sunday_of_the_clock_change_has_29_elapsed_hours():
    assert holidays.sunday_window(date(2026, 10, 25)).minutes == 29 * 60
    assert holidays.sunday_window(date(2026, 3, 29)).minutes == 27 * 60


def test_red_days_are_sundays_and_holidays_and_eves_are_not():
    assert holidays.is_red_day(date(2026, 5, 14))
    assert not holidays.is_red_day(date(2026, 12, 24))
    assert holidays.eves(2026) == {
        date(2026, 4, 4): "easter_eve",
        date(2026, 5, 23): "whitsun_eve",
        date(2026, 12, 24): "christmas_eve",
        date(2026, 12, 31): "new_years_eve",
    }
    assert len(holidays.red_days(2026)) == 52 + 9  # 52 Sundays, of which three are holidays anyway


@pytest.mark.parametrize("year", range(2015, 2101))
def test_the_holidays_of_any_year_are_those_of_an_independent_calendar(year):
    days = [date(year, 1, 1) + timedelta(days=number) for number in range(366)]
    days = [day for day in days if day.year == year]
    assert holidays.easter_sunday(year) == calendar.easter(year)
    assert [day for day in days if holidays.is_public_holiday(day)] == [
        day for day in days if day in calendar.holidays(year) or calendar.may_day(day)
    ]
    assert list(holidays.red_days(year)) == [day for day in days if calendar.red(day)]


@pytest.mark.parametrize("year", range(2015, 2101))
def test_the_windows_of_any_year_hold_exactly_the_hours_that_are_asked_one_by_one(year):
    """Each elapsed hour of the year is asked whether it is Sunday or holiday work, also where the clock changes."""
    hours = {}
    moment, end = datetime(year - 1, 12, 30, tzinfo=UTC), datetime(year + 1, 1, 3, tzinfo=UTC)
    while moment < end:
        wall = moment.astimezone(OSLO)
        if calendar.in_sunday_window(wall):
            hours.setdefault(calendar.red_day_of(wall), []).append(moment)
        moment += timedelta(hours=1)
    for day in holidays.red_days(year):
        window = holidays.sunday_window(day)
        assert (window.start, window.end) == (hours[day][0], hours[day][-1] + timedelta(hours=1))
        assert window.minutes == 60 * len(hours[day])


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (date(2026, 3, 29), 27),  # Saturday 18:00 to Sunday 22:00 is 28 hours on the wall
        (date(2027, 3, 28), 32),  # Easter Sunday too: Saturday 15:00 to midnight is 33
        (date(2040, 3, 25), 27),
        (date(2026, 10, 25), 29),
        (date(2099, 10, 25), 29),
    ],
)
def test_on_a_sunday_of_the_clock_change_the_window_is_an_hour_shorter_or_longer(day, hours):
    assert holidays.sunday_window(day).minutes == hours * 60
