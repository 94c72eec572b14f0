"""Public holidays (helligdager) and the hours that count as Sunday and holiday work.

Sources: helligdagsfredloven § 2 (the days), lov om 1 og 17 mai §§ 1-2 (the two days and their
eves), aml. § 10-10 (1) (the hours). Computed, so that any year can be asked about.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from selvstyrt.core.base import OSLO, Span

_DAY = timedelta(days=1)
_CHURCH_DAYS = {  # days after Easter Sunday
    "maundy_thursday": -3,
    "good_friday": -2,
    "easter_sunday": 0,
    "easter_monday": 1,
    "ascension_day": 39,
    "whit_sunday": 49,
    "whit_monday": 50,
}
_MAY_DAYS = {"labour_day": (5, 1), "constitution_day": (5, 17)}
_FIXED_DAYS = {"new_years_day": (1, 1), "christmas_day": (12, 25), "boxing_day": (12, 26)}

NOON_EVE, ORDINARY_EVE, MAY_EVE, WINDOW_END = 15 * 60, 18 * 60, 22 * 60, 22 * 60


def easter_sunday(year: int) -> date:
    """First day of Easter (1. påskedag), Gregorian computus."""
    golden, century = year % 19, year // 100
    skipped = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = skipped - (skipped // 28) * (1 - (29 // (skipped + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    offset = moon - weekday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))


@cache
def public_holidays(year: int) -> dict[date, tuple[str, ...]]:
    """The public holidays of a year in order (helligdager og 1. og 17. mai), with their ids.

    Two holidays may share a day: 17 May 2027 is also Whit Monday.
    """
    easter = easter_sunday(year)
    found: dict[date, tuple[str, ...]] = {}
    for name, days in _CHURCH_DAYS.items():
        day = easter + timedelta(days=days)
        found[day] = (*found.get(day, ()), name)
    for name, (month, day_of_month) in {**_FIXED_DAYS, **_MAY_DAYS}.items():
        day = date(year, month, day_of_month)
        found[day] = (*found.get(day, ()), name)
    return dict(sorted(found.items()))


@cache
def eves(year: int) -> dict[date, str]:
    """Days whose afternoon the law or agreements treat apart (påskeaften, pinseaften, julaften, nyttårsaften)."""
    easter = easter_sunday(year)
    return {
        easter - _DAY: "easter_eve",
        easter + timedelta(days=48): "whitsun_eve",
        date(year, 12, 24): "christmas_eve",
        date(year, 12, 31): "new_years_eve",
    }


def is_public_holiday(day: date) -> bool:
    """True on a public holiday, whether or not it is a Sunday."""
    return day in public_holidays(day.year)


def is_red_day(day: date) -> bool:
    """True on Sundays and public holidays (røde dager)."""
    return day.weekday() == 6 or is_public_holiday(day)


@cache
def red_days(year: int) -> tuple[date, ...]:
    """All Sundays and public holidays of a year in order."""
    return tuple(day for day in _days_of(year) if is_red_day(day))


def _days_of(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += _DAY


def _is_only_may_day(day: date) -> bool:
    names = public_holidays(day.year).get(day, ())
    return day.weekday() != 6 and bool(names) and all(name in _MAY_DAYS for name in names)


@cache
def window_start(day: date) -> tuple[date, int]:
    """When the Sunday or holiday work of a red day begins: local date and minutes after 00:00.

    From 18:00 the day before; 15:00 on Christmas, Easter and Whitsun Eve; 22:00 before 1 and 17 May
    unless that eve is itself under the general rule; straight on when the day before is red too.

    Source: aml. § 10-10 (1), lov om 1 og 17 mai § 2.
    """
    before = day - _DAY
    if is_red_day(before):
        return day, 0
    if eves(before.year).get(before) in {"easter_eve", "whitsun_eve", "christmas_eve"}:
        return before, NOON_EVE
    if _is_only_may_day(day):
        return before, MAY_EVE
    return before, ORDINARY_EVE


@cache
def window_end(day: date) -> tuple[date, int]:
    """When it ends: 22:00, or midnight when the next day is red too."""
    following = day + _DAY
    return (following, 0) if is_red_day(following) else (day, WINDOW_END)


def sunday_window(day: date, zone: ZoneInfo = OSLO) -> Span:
    """The hours of Sunday and holiday work that belong to a red day (søn- og helgedagsarbeid)."""
    start_day, start_minute = window_start(day)
    end_day, end_minute = window_end(day)
    midnight = time()
    return Span.of_local(
        datetime.combine(start_day, midnight) + timedelta(minutes=start_minute),
        datetime.combine(end_day, midnight) + timedelta(minutes=end_minute),
        zone,
    )


def sunday_windows(first: date, last: date, zone: ZoneInfo = OSLO) -> list[Span]:
    """The windows of the red days from `first` to `last`, both included, with touching ones joined."""
    joined: list[Span] = []
    day = first
    while day <= last:
        if is_red_day(day):
            window = sunday_window(day, zone)
            if joined and joined[-1].end == window.start:
                joined[-1] = Span(joined[-1].start, window.end)
            else:
                joined.append(window)
        day += _DAY
    return joined
