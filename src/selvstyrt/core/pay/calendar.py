"""The names of days that windows of agreements use (dagnavn i tariffavtaler).

The days of the week; `red_day` for public holidays with 1 and 17 May; `may_day` for those two; the eves
`easter_eve`, `whitsun_eve`, `christmas_eve`, `new_years_eve`; and `wednesday_before_maundy_thursday`.
1 and 17 May also carry `sunday`: the act of 26 April 1947 no. 1 makes them equal to Sundays.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_FIXED = {
    (1, 1): {"red_day"},
    (5, 1): {"red_day", "may_day", "sunday"},
    (5, 17): {"red_day", "may_day", "sunday"},
    (12, 24): {"christmas_eve"},
    (12, 25): {"red_day"},
    (12, 26): {"red_day"},
    (12, 31): {"new_years_eve"},
}
_FROM_EASTER = {
    -4: {"wednesday_before_maundy_thursday"},
    -3: {"red_day"},
    -2: {"red_day"},
    -1: {"easter_eve"},
    0: {"red_day"},
    1: {"red_day"},
    39: {"red_day"},
    48: {"whitsun_eve"},
    49: {"red_day"},
    50: {"red_day"},
}
NAMES = frozenset(_WEEK).union({"every_day"}, *_FIXED.values(), *_FROM_EASTER.values())
"""Every name that a window may use."""


@cache
def easter_sunday(year: int) -> date:
    """First day of Easter (1. påskedag), Gregorian computus.

    >>> easter_sunday(2027)
    datetime.date(2027, 3, 28)
    """
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


@cache
def day_names(day: date) -> frozenset[str]:
    """Every name of a date.

    >>> sorted(day_names(date(2024, 3, 30)))
    ['easter_eve', 'every_day', 'saturday']
    """
    names = {"every_day", _WEEK[day.weekday()]}
    names |= _FIXED.get((day.month, day.day), set())
    names |= _FROM_EASTER.get((day - easter_sunday(day.year)) // timedelta(days=1), set())
    return frozenset(names)
