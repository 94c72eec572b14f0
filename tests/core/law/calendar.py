"""A second calendar of Norwegian holidays and their hours, written without the first one's code.

Easter from the tables of the Gregorian reform (golden number, epact, dominical letter found by walking to Sunday), not
from a closed formula; the hours of Sunday and holiday work asked of one minute at a time.
"""

from datetime import date, timedelta
from functools import cache

DAY = timedelta(days=1)


@cache
def easter(year):
    """The Sunday after the first ecclesiastical full moon on or after 21 March, by golden number and epact."""
    golden = year % 19 + 1
    century = year // 100 + 1
    solar = 3 * century // 4 - 12
    lunar = (8 * century + 5) // 25 - 5
    epact = (11 * golden + 20 + lunar - solar) % 30
    if epact == 24 or (epact == 25 and golden > 11):
        epact += 1
    moon = date(year, 3, 1) + timedelta(days=44 - epact - 1)
    if moon < date(year, 3, 21):
        moon += timedelta(days=30)
    day = moon + DAY
    while day.weekday() != 6:
        day += DAY
    return day


@cache
def holidays(year):
    """The public holidays of a year that are not every Sunday, and the two days of May."""
    first = easter(year)
    church = {first + timedelta(days=days) for days in (-3, -2, 0, 1, 39, 49, 50)}
    return frozenset(church | {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)})


def may_day(day):
    return (day.month, day.day) in {(5, 1), (5, 17)}


@cache
def red(day):
    return day.weekday() == 6 or day in holidays(day.year) or may_day(day)


@cache
def opens_at(day):
    """The hour at which Sunday work begins on a working day before a red one."""
    if (day.month, day.day) == (12, 24) or day + DAY in {easter(day.year), easter(day.year) + timedelta(days=49)}:
        return 15
    only_may = may_day(day + DAY) and (day + DAY).weekday() != 6 and day + DAY not in holidays(day.year)
    return 22 if only_may else 18


def in_sunday_window(wall):
    """True when a local minute is Sunday or holiday work (aml. § 10-10 (1), lov om 1 og 17 mai § 2)."""
    day = wall.date()
    if red(day):
        return wall.hour < 22 or red(day + DAY)
    return red(day + DAY) and wall.hour >= opens_at(day)


def red_day_of(wall):
    """The Sunday or holiday that a minute of Sunday work belongs to."""
    return wall.date() if red(wall.date()) else wall.date() + DAY
