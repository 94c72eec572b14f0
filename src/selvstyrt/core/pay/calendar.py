"""The names of days that windows of agreements use (dagnavn i tariffavtaler).

`every_day`; the days of the week; `red_day` for public holidays with 1 and 17 May; `may_day` for those two;
the eves `easter_eve`, `whitsun_eve`, `christmas_eve`, `new_years_eve`; and
`wednesday_before_maundy_thursday`. 1 and 17 May also carry `sunday`: lov om 1 og 17 mai § 1 makes them equal
to Sundays.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from selvstyrt.core.law.holidays import eves, public_holidays

_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_EVES = ("easter_eve", "whitsun_eve", "christmas_eve", "new_years_eve", "wednesday_before_maundy_thursday")
_MAY_DAYS = frozenset({"labour_day", "constitution_day"})

NAMES = frozenset({*_WEEK, *_EVES, "every_day", "red_day", "may_day"})
"""Every name that a window may use."""


def is_may_day(day: date) -> bool:
    """True on 1 and 17 May."""
    return bool(_MAY_DAYS & set(public_holidays(day.year).get(day, ())))


@cache
def day_names(day: date) -> frozenset[str]:
    """Every name of a date.

    >>> sorted(day_names(date(2024, 3, 30)))
    ['easter_eve', 'every_day', 'saturday']
    >>> sorted(day_names(date(2024, 5, 17)))
    ['every_day', 'friday', 'may_day', 'red_day', 'sunday']
    """
    names = {"every_day", _WEEK[day.weekday()]}
    holidays = public_holidays(day.year)
    if day in holidays:
        names.add("red_day")
    if is_may_day(day):
        names |= {"may_day", "sunday"}
    if (eve := eves(day.year).get(day)) is not None:
        names.add(eve)
    if "maundy_thursday" in holidays.get(day + timedelta(days=1), ()):
        names.add("wednesday_before_maundy_thursday")
    return frozenset(names)
