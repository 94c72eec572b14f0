"""Reading the facts of a law case (fakta i et eksempel): one thing under any of its names, and never a guess.

A case that lacks what its rule needs gets no answer, and the answer names what is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from selvstyrt.core.base import DateRange, NoAnswer, Ruling

Facts = Mapping[str, Any]
Rows = list[dict[str, Any]]
Handler = Callable[[Facts, Rows, date], Ruling | None]

DAY = timedelta(days=1)
START = ("start", "first_day", "from", "work_start", "employment_start")
_YES, _NO = {"yes", "true", "ja"}, {"no", "false", "nei"}


def lacking(*names: str) -> NoAnswer:
    """The answer to facts that do not hold what their rule needs."""
    wanted = names[0] if len(names) == 1 else f"{names[0]} (or {', '.join(names[1:])})"
    return NoAnswer("fact_missing", f"The facts lack {wanted}, which the rule needs.", names=names)


def find(facts: Facts, *names: str) -> Any:
    """The value under the first of these names that is there and not empty; None when none is."""
    return next((facts[name] for name in names if facts.get(name) is not None), None)


def find_starting(facts: Facts, *starts: str) -> Any:
    """The value of the first fact whose name begins so; None when there is none."""
    return next((facts[name] for name in facts if name.startswith(starts) and facts[name] is not None), None)


def has(facts: Facts, *names: str) -> bool:
    """True when one of the names is there."""
    return find(facts, *names) is not None


def maybe_day(facts: Facts, *names: str) -> date | None:
    """The day, or None."""
    found = find(facts, *names)
    return None if found is None else date.fromisoformat(str(found)[:10])


def day_of(facts: Facts, *names: str) -> date:
    """The day under one of these names.

    Raises: NoAnswer `fact_missing`.
    """
    found = maybe_day(facts, *names)
    if found is None:
        raise lacking(*names)
    return found


def exact(value: Any) -> Decimal:
    """A number of the case, exactly as it is written.

    Raises: NoAnswer `fact_not_number`.
    """
    try:
        return Decimal(str(value))
    except InvalidOperation as error:
        raise NoAnswer("fact_not_number", f"{value!r} is not a number.", value=value) from error


def maybe_number(facts: Facts, *names: str) -> Decimal | None:
    """The number, or None."""
    found = find(facts, *names)
    return None if found is None or isinstance(found, bool) else exact(found)


def number_of(facts: Facts, *names: str) -> Decimal:
    """The number under one of these names.

    Raises: NoAnswer `fact_missing`, `fact_not_number`.
    """
    found = maybe_number(facts, *names)
    if found is None:
        raise lacking(*names)
    return found


def whole_of(facts: Facts, *names: str) -> int:
    """The whole number under one of these names."""
    return int(number_of(facts, *names))


def maybe_flag(facts: Facts, *names: str) -> bool | None:
    """Yes or no, or None when the case does not say."""
    found = find(facts, *names)
    if isinstance(found, str):
        return True if found.lower() in _YES else False if found.lower() in _NO else None
    return None if found is None else bool(found)


def flag_of(facts: Facts, *names: str, otherwise: bool | None = None) -> bool:
    """Yes or no under one of these names.

    `otherwise` is for what the rule itself takes to be so until told; without it the case must say.

    Raises: NoAnswer `fact_missing`.
    """
    found = maybe_flag(facts, *names)
    found = otherwise if found is None else found
    if found is None:
        raise lacking(*names)
    return found


def spell_of(days: Iterable[str]) -> DateRange:
    """An absence given as its days, or as its first and last day."""
    dates = [date.fromisoformat(text) for text in days]
    return DateRange(min(dates), max(dates) + DAY)


def range_of(facts: Facts) -> tuple[date, date]:
    """First and last day of something that lasts, as two facts or as a pair."""
    pair = find(facts, "period", "days", "holiday")
    if isinstance(pair, list) and pair:
        spell = spell_of(pair)
        return spell.start, (spell.end or spell.start) - DAY
    first = day_of(facts, "from", "start", "first_day", "first", "holiday_start")
    return first, day_of(facts, "to", "end", "last_day", "last", "holiday_end")


def months_of(facts: Facts, *stems: str) -> Decimal | None:
    """Length of service in months, also when it is given in years; None when it is not given in either."""
    for stem in stems:
        months = maybe_number(facts, f"{stem}_months")
        if months is not None:
            return months
        years = maybe_number(facts, f"{stem}_years")
        if years is not None:
            return years * 12
    return None


def plain(value: Decimal) -> Decimal | int:
    """A whole number without decimals."""
    return value if value % 1 else int(value)


def only(ruling: Ruling, *names: str) -> Ruling:
    """The ruling with these figures only, and only those that say something."""
    figures = {name: ruling.figures[name] for name in names if ruling.figures.get(name) is not None}
    return Ruling(ruling.breaches, figures, ruling.steps)
