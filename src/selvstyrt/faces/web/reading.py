"""Reading what people type: days, times, hours and shares, in the ways that people write them."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from selvstyrt.core.base import WrongInput

EARLIEST_YEAR, LATEST_YEAR = 1900, 2199
MOST_MINUTES = 60 * 20_000
"""More hours than a year has for two assistants are a slip of the finger."""
MOST_PER_MILLE = 10_000

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januar january",
            "feb februar february",
            "mar mars march",
            "apr april",
            "mai may",
            "jun juni june",
            "jul juli july",
            "aug august",
            "sep sept september",
            "okt oktober oct october",
            "nov november",
            "des desember dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_NUMBERS = re.compile(r"(\d{1,2})[.\-/ ]+(\d{1,2})(?:[.\-/ ]+(\d{4}|\d{2})?)?\.?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_TIGHT = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})")
_NAMED = re.compile(r"(\d{1,2})\.?\s*([a-zæøå]+)\.?(?:\s+(\d{4}))?")
_CLOCK = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[:.,h]?([0-5]\d))?")
_HOURS_AND_MINUTES = re.compile(
    r"(?:(\d{1,30})\s*(?:t|h|timer|time|timar|hours?))?\s*(?:(\d{1,30})\s*(?:m|min|minutter|minutes?))?\.?"
)
_HOURS_COLON = re.compile(r"(\d{1,30}):([0-5]\d)")
_NUMBER = re.compile(r"\d{1,30}(?:[.,]\d{1,20})?")
_NEGATIVE = re.compile(r"[-\u2012\u2013\u2212]\s*\d")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")


def read_day(text: str, *, today: date) -> date:
    """A day as people write it: 03.03.2027, 3.3.27, 3.3, 3. mars, 2027-03-03, 030327, "i dag".

    Without a year it is the one nearest to today.

    Raises: WrongInput `day_unreadable`, `day_does_not_exist`, `day_out_of_range`.
    """
    clean = " ".join(text.lower().split())
    relative = {"i dag": 0, "i morgon": 1, "i morgen": 1, "i går": -1, "today": 0, "tomorrow": 1, "yesterday": -1}
    if clean in relative:
        return today + timedelta(days=relative[clean])
    day, month, year = _parts(clean, text)
    if year is None:
        return _nearest(day, month, today, text)
    return _date(year, month, day, text)


def _parts(clean: str, text: str) -> tuple[int, int, int | None]:
    if iso := _ISO.fullmatch(clean):
        return int(iso[3]), int(iso[2]), int(iso[1])
    if found := (_NUMBERS.fullmatch(clean) or _TIGHT.fullmatch(clean)):
        return int(found[1]), int(found[2]), _year(found[3])
    named = _NAMED.fullmatch(clean)
    if named and named[2] in _MONTHS:
        return int(named[1]), _MONTHS[named[2]], _year(named[3])
    raise WrongInput("day_unreadable", f"{text[:40]!r} cannot be read as a day; write dd.mm.yyyy.", text=text[:40])


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


def _date(year: int, month: int, day: int, text: str) -> date:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise WrongInput("day_out_of_range", f"The year {year} is outside {EARLIEST_YEAR} to {LATEST_YEAR}.", year=year)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise WrongInput("day_does_not_exist", f"{text[:40]!r} is not in the calendar.", text=text[:40]) from error


def _nearest(day: int, month: int, today: date, text: str) -> date:
    found = []
    for year in (today.year - 1, today.year, today.year + 1):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    if not found:
        raise WrongInput("day_does_not_exist", f"{text[:40]!r} is not in the calendar.", text=text[:40])
    return min(found, key=lambda candidate: abs((candidate - today).days))


def is_end_of_day(text: str) -> bool:
    """True for midnight written as the end of a day: 24, 24:00, 2400."""
    return _hour_and_minute(text) == (24, 0)


def read_clock(text: str) -> time:
    """A time of day: 07:00, 7.30, 0700, 730, 7, "kl. 7"; 24 is midnight.

    Raises: WrongInput `clock_unreadable`.
    """
    hour, minute = _hour_and_minute(text)
    if (hour, minute) == (24, 0):
        hour = 0
    if hour > 23:
        raise WrongInput("clock_unreadable", f"{text[:40]!r} cannot be read as a time; write hh:mm.", text=text[:40])
    return time(hour, minute)


def _hour_and_minute(text: str) -> tuple[int, int]:
    clean = text.lower().strip()
    digits = clean.removeprefix("kl.").removeprefix("kl").strip()
    if digits.isascii() and digits.isdigit() and len(digits) in {3, 4}:
        clean = f"{digits[:-2]}:{digits[-2:]}"
    found = _CLOCK.fullmatch(clean)
    return (int(found[1]), int(found[2] or 0)) if found else (99, 0)


def read_minutes(text: str, *, most: int = MOST_MINUTES) -> int:
    """A number of hours as minutes: 38, 37,5, 7:30, "7 t 30 min", "45 min"; a bare number is hours.

    Raises: WrongInput `hours_unreadable`, `number_negative`, `hours_too_many` for more minutes than `most`.
    """
    clean = _THOUSANDS.sub("", " ".join(text.lower().split()))
    minutes = _minutes(clean)
    if minutes is None:
        _refuse_negative(clean)
        raise WrongInput("hours_unreadable", f"{text[:40]!r} cannot be read as hours.", text=text[:40])
    if minutes > most:
        raise WrongInput("hours_too_many", f"{text[:40]!r} is more than {most} minutes.", limit_minutes=most)
    return int(minutes.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _minutes(clean: str) -> Decimal | None:
    if found := _HOURS_COLON.fullmatch(clean):
        return Decimal(int(found[1]) * 60 + int(found[2]))
    number = clean.removesuffix("t").removesuffix("timer").strip()
    if _NUMBER.fullmatch(number):
        return Decimal(number.replace(",", ".")) * 60
    found = _HOURS_AND_MINUTES.fullmatch(clean)
    if found and (found[1] or found[2]):
        return Decimal(int(found[1] or 0) * 60 + int(found[2] or 0))
    return None


def read_per_mille(text: str, *, most: int = MOST_PER_MILLE) -> int:
    """A share in per cent as per mille: 50, "50 %", 47,3.

    Raises: WrongInput `percent_unreadable`, `number_negative`, `percent_too_high` for more than `most`.
    """
    clean = _THOUSANDS.sub("", " ".join(text.split()).removesuffix("%").strip())
    if not _NUMBER.fullmatch(clean):
        _refuse_negative(clean)
        raise WrongInput("percent_unreadable", f"{text[:40]!r} cannot be read as a per cent.", text=text[:40])
    share = Decimal(clean.replace(",", ".")) * 10
    if share > most:
        raise WrongInput("percent_too_high", f"{text[:40]!r} is more than {most} per mille.", limit=most // 10)
    return int(share.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _refuse_negative(clean: str) -> None:
    if _NEGATIVE.match(clean):
        raise WrongInput("number_negative", f"{clean[:40]!r} is less than 0.")
