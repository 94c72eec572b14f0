"""Strict reading of JSON objects: each refusal says where, what and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any
from unicodedata import category
from zoneinfo import ZoneInfo

from selvstyrt.core.base.errors import WrongInput
from selvstyrt.core.base.spans import Span, local_instant

LONGEST_TEXT = 200
FIRST_YEAR, LAST_YEAR = 1970, 2199
YEARS = (FIRST_YEAR, LAST_YEAR)
YEARS_OF_LIFE = (1900, LAST_YEAR)
"""For days when somebody was born or hired."""
_UNSEEN = frozenset({"Cc", "Zl", "Zp"})
"""Kinds of characters that a line of text cannot show: controls, and breaks of lines and paragraphs."""
_MISSING = object()


def refuse(code: str, where: str, what: str, how: str, **facts: object) -> WrongInput:
    """The error for one place in a file: what is wrong there and how to mend it."""
    return WrongInput(code, f"{where}: {what} {how}", where=where, what=what, how=how, **facts)


class Node:
    """One JSON object and the path that leads to it.

    `later` are keys that only another format of the file knows, with that format.
    """

    def __init__(
        self, data: Any, path: str, known: tuple[str, ...], later: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self.path = path
        if not isinstance(data, dict):
            raise refuse(
                "wrong_type", path or "the file", f"is {_kind(data)}, not an object.", "Write an object: { ... }."
            )
        self.data: dict[str, Any] = data
        unknown = [key for key in data if key not in known]
        if unknown:
            raise self._unknown([str(key) for key in unknown], known, later)

    def _unknown(self, keys: list[str], known: tuple[str, ...], later: Mapping[str, str]) -> WrongInput:
        if keys[0] in later:
            what = f"This key belongs to {later[keys[0]]}."
            how = "Give the file that format, or remove the key."
        else:
            what = "This key is not known."
            how = f"{_near(keys[0], known)}Remove it, or use one of: {', '.join(known)}."
        return refuse("unknown_key", self.at(keys[0]), what, how, key=keys[0], keys=keys)

    def at(self, key: str) -> str:
        """The path of one key."""
        return f"{self.path}.{key}" if self.path else key

    def has(self, key: str) -> bool:
        """True when the key is there and not null."""
        return self.data.get(key) is not None

    def raw(self, key: str, default: Any = _MISSING) -> Any:
        """The value as it stands."""
        value = self.data.get(key, _MISSING)
        if value is _MISSING or (value is None and default is not _MISSING):
            if default is _MISSING:
                raise refuse("missing_key", self.at(key), "This key is missing.", f"Add “{key}”.", key=key)
            return default
        return value

    def text(self, key: str, default: Any = _MISSING) -> Any:
        """A non-empty text without control characters."""
        value = self.raw(key, default)
        return value if value is default else checked_text(value, self.at(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; none when left out."""
        return tuple(checked_text(value, f"{self.at(key)}[{n}]") for n, value in enumerate(self.items(key)))

    def items(self, key: str) -> list[Any]:
        """A list; empty when left out."""
        value = self.raw(key, [])
        if not isinstance(value, list):
            raise refuse("wrong_type", self.at(key), f"is {_kind(value)}, not a list.", "Write a list: [ ... ].")
        return value

    def whole(self, key: str, lowest: int, highest: int, default: Any = _MISSING) -> Any:
        """A whole number within its bounds."""
        value = self.raw(key, default)
        if value is default:
            return value
        if isinstance(value, bool) or not isinstance(value, int):
            raise refuse("wrong_type", self.at(key), f"is {_kind(value)}, not a whole number.", "Write digits only.")
        if not lowest <= value <= highest:
            raise refuse(
                "out_of_range",
                self.at(key),
                f"{value} is out of range.",
                f"Use {lowest} to {highest}.",
                value=value,
                lowest=lowest,
                highest=highest,
            )
        return value

    def flag(self, key: str, default: bool) -> bool:
        """True or false."""
        value = self.raw(key, default)
        if not isinstance(value, bool):
            raise refuse("wrong_type", self.at(key), f"is {_kind(value)}, not true or false.", "Write true or false.")
        return value

    def amount(self, key: str, default: Any = _MISSING) -> Any:
        """A decimal number of zero or more, as text or number."""
        value = self.raw(key, default)
        if value is default:
            return value
        if isinstance(value, bool) or (not isinstance(value, str | int | Decimal) and type(value).__name__ != "float"):
            raise refuse("wrong_type", self.at(key), f"is {_kind(value)}, not a number.", "Write a number.")
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or not 0 <= number <= Decimal(10) ** 9:
            raise refuse(
                "out_of_range",
                self.at(key),
                f"{value} is not an amount.",
                "Use 0 to 1000000000, with a point for decimals.",
            )
        return number

    def hours_as_minutes(self, key: str, highest: int, default: Any = _MISSING) -> Any:
        """Hours, possibly with decimals, as whole minutes."""
        hours = self.amount(key, default)
        if hours is default:
            return default
        minutes = round(hours * 60, 3)  # 1.666667 h is 100 minutes
        if minutes != minutes.to_integral_value() or minutes > highest * 60:
            raise refuse(
                "out_of_range", self.at(key), f"{hours} h is out of range.", f"Use 0 to {highest}, in whole minutes."
            )
        return int(minutes)

    def one_of(self, key: str, choices: tuple[str, ...], default: Any = _MISSING) -> Any:
        """One word out of a list."""
        value = self.raw(key, default)
        if value is default:
            return value
        if value not in choices:
            near = _near(value, choices) if isinstance(value, str) else ""
            raise refuse(
                "not_in_list", self.at(key), f"{value!r} is not known.", f"{near}Use one of: {', '.join(choices)}."
            )
        return value

    def day(self, key: str, default: Any = _MISSING, years: tuple[int, int] = YEARS) -> Any:
        """A date, YYYY-MM-DD, within some years."""
        value = self.raw(key, default)
        if value is default:
            return value
        return day_of(value, self.at(key), years)

    def minute_of_day(self, key: str, default: str) -> int:
        """A clock time, HH:MM, as minutes after midnight."""
        value = self.text(key, default)
        hours, colon, minutes = value.partition(":")
        digits = hours + minutes
        if not (colon and len(value) == 5 and digits.isascii() and digits.isdigit()) or not (
            int(hours) < 24 and int(minutes) < 60
        ):
            raise refuse("time_unreadable", self.at(key), f"{value!r} is not a time.", "Write 00:00.")
        return int(hours) * 60 + int(minutes)

    def instant(self, key: str, zone: ZoneInfo) -> datetime:
        """An instant: local time, or with an offset (needed for the hour that exists twice)."""
        value = self.raw(key)
        where = self.at(key)
        try:
            moment = datetime.fromisoformat(value) if isinstance(value, str) and "T" in value else None
        except ValueError:
            moment = None
        if moment is None:
            raise refuse("time_unreadable", where, f"{value!r} is not a time.", "Write 2027-01-04T07:00.")
        if moment.second or moment.microsecond:
            raise refuse("time_unreadable", where, f"{value!r} has seconds.", "Use whole minutes: 2027-01-04T07:00.")
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:
            raise refuse(
                "time_unreadable",
                where,
                f"The year of {value!r} is out of range.",
                f"Use {FIRST_YEAR} to {LAST_YEAR}.",
                value=value,
            )
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
        try:
            return local_instant(moment, zone)
        except WrongInput as error:
            if error.code == "time_exists_twice":
                first, second = (f"{moment.replace(tzinfo=zone, fold=fold):%z}" for fold in (0, 1))
                raise refuse(
                    error.code,
                    where,
                    f"{value} exists twice: the clock goes back that night.",
                    f"Say which one: {value}{first[:3]}:{first[3:]} (first) "
                    f"or {value}{second[:3]}:{second[3:]} (second).",
                    value=value,
                ) from error
            raise refuse(
                error.code,
                where,
                f"{value} does not exist: the clock goes forward that night.",
                "Choose another time.",
                value=value,
            ) from error

    def span(self, zone: ZoneInfo) -> Span:
        """The stretch from `start` to `end`."""
        start, end = self.instant("start", zone), self.instant("end", zone)
        if end <= start:
            raise refuse(
                "ends_before_start",
                self.at("end"),
                f"The end {self.data['end']} is not after the start {self.data['start']}.",
                "Give a later end, or swap the two.",
                start=self.data["start"],
                end=self.data["end"],
            )
        return Span(start, end)


def day_of(value: Any, where: str, years: tuple[int, int] = YEARS) -> date:
    """A date, YYYY-MM-DD, within some years."""
    try:
        day = date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        day = None
    if day is None:
        raise refuse("date_unreadable", where, f"{value!r} is not a date.", "Write year-month-day: 2027-01-04.")
    first, last = years
    if not first <= day.year <= last:
        raise refuse("out_of_range", where, f"The year of {value!r} is out of range.", f"Use {first} to {last}.")
    return day


def check_format(data: Any, formats: tuple[str, ...], name: str) -> None:
    """Refuse an object of another format before its keys are looked at; `name` is what is wanted, with its article.

    Raises: WrongInput `wrong_format`; what says no format is left to whoever reads the keys.
    """
    if not isinstance(data, dict) or "format" not in data or data["format"] in formats:
        return
    found, family = data["format"], formats[0].rpartition("/")[0] + "/"
    is_near = isinstance(found, str) and found.startswith(family)
    what = f"{found!r} is a version that is not known here." if is_near else f"{found!r} is not {name}."
    wanted = " or ".join(f"“{each}”" for each in formats)
    raise refuse("wrong_format", "format", what, f"Give a file of the format {wanted}.")


def checked_text(value: Any, where: str) -> str:
    """A text of reasonable length without control characters."""
    if not isinstance(value, str):
        raise refuse("wrong_type", where, f"is {_kind(value)}, not a text.", "Write a text in quotes.")
    if not value.strip():
        raise refuse("text_empty", where, "is empty.", "Write at least one letter.")
    if len(value) > LONGEST_TEXT:
        raise refuse("text_too_long", where, f"has {len(value)} characters.", f"Use at most {LONGEST_TEXT}.")
    if any(category(letter) in _UNSEEN for letter in value):
        raise refuse("text_has_control_character", where, "holds a control character.", "Remove it.")
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise refuse("text_has_half_character", where, "holds half a character, such as \\ud800.", "Remove it.")
    return value


def _near(word: str, known: Sequence[str]) -> str:
    """The nearest known word, as a question, or nothing."""
    near = get_close_matches(word, known, n=1) or [each for each in known if len(word) > 3 and word in each]
    return f"Did you mean “{near[0]}”? " if near else ""


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    for kind, word in (
        (bool, "true or false"),
        (int, "a number"),
        (str, "a text"),
        (list, "a list"),
        (dict, "an object"),
    ):
        if isinstance(value, kind):
            return word
    return "a number with decimals"
