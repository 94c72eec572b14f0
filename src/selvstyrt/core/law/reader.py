"""The reader of dated values (lovtall etter dato): one TOML file per value, path = id.

A question is always (id, day, known_on). A value holds from `valid_from` until the next one
begins; `announced_on` is the first day on which anybody could know it. No value for the day is
an error with the first known day in it; never zero and never "the newest".
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from selvstyrt.core.base import NoAnswer, WrongInput

VALUES_DIR = Path(__file__).parent / "values"

Scalar = Decimal | int | str | bool


@dataclass(frozen=True, slots=True)
class DatedEntry:
    """One value from one day on: a number or text, a table of rows, or a repeal.

    `certainty` is high when the source prints it, medium when indirect, low when inferred.
    """

    valid_from: date
    announced_on: date
    source: str
    value: Scalar | None = None
    rows: tuple[Mapping[str, Any], ...] | None = None
    repealed: bool = False
    certainty: str = "high"


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value of the law with its whole history (lovtall): what it is, where it stands, when it changed.

    `each_year`: it is set anew for each calendar year, so an entry says nothing about the years after its own.
    """

    id: str
    name_nb: str
    unit: str
    law: str
    url: str
    verified_on: date
    next_change: str
    entries: tuple[DatedEntry, ...] = field(default=())
    each_year: bool = False

    def at(self, day: date, known_on: date | None = None) -> DatedEntry:
        """The entry in force on `day`, as known on `known_on` (today's knowledge when left out).

        Raises: NoAnswer `no_value_for_day`, `no_value_for_year`, `value_repealed`.
        """
        known = [entry for entry in self.entries if known_on is None or entry.announced_on <= known_on]
        in_force = [entry for entry in known if entry.valid_from <= day]
        if not in_force:
            first = known[0].valid_from if known else None
            told = (
                f"{self.id} has no value on {day}; the first known day is {first}. Ask about a later day."
                if known
                else f"Nobody knew {self.id} on {known_on}: it was first announced on "
                f"{self.entries[0].announced_on}. Ask what was known on a later day."
            )
            raise NoAnswer(
                "no_value_for_day",
                told,
                id=self.id,
                day=day,
                first_known_day=first,
                known_on=known_on,
            )
        entry = in_force[-1]
        if entry.repealed:
            raise NoAnswer(
                "value_repealed",
                f"{self.id} was repealed from {entry.valid_from} and has no value on {day}.",
                id=self.id,
                day=day,
                repealed_from=entry.valid_from,
            )
        if self.each_year and entry.valid_from.year != day.year:
            years = [each.valid_from.year for each in known]
            raise NoAnswer(
                "no_value_for_year",
                f"{self.id} is set for each calendar year, and the value of {day.year} is not known here. "
                f"Known are {', '.join(map(str, years))}.",
                id=self.id,
                day=day,
                year=day.year,
                known_years=years,
            )
        return entry


@cache
def all_ids() -> tuple[str, ...]:
    """Every value id, sorted."""
    return tuple(
        sorted(".".join(path.relative_to(VALUES_DIR).with_suffix("").parts) for path in VALUES_DIR.rglob("*.toml"))
    )


@cache
def dated(value_id: str) -> DatedValue:
    """The value with its whole history.

    Raises: WrongInput `unknown_law_value`.
    """
    if value_id not in all_ids():
        raise WrongInput(
            "unknown_law_value",
            f"There is no law value {value_id!r}. `selvstyrt law list` shows the ones that exist.",
            id=value_id,
        )
    with VALUES_DIR.joinpath(*value_id.split(".")).with_suffix(".toml").open("rb") as file:
        raw = tomllib.load(file, parse_float=Decimal)
    return DatedValue(
        id=value_id,
        name_nb=raw["name_nb"],
        unit=raw["unit"],
        law=raw["law"],
        url=raw["url"],
        verified_on=raw["verified_on"],
        next_change=raw["next_change"],
        entries=tuple(_entry(item) for item in raw["value"]),
        each_year=raw.get("each_year", False),
    )


def _entry(item: dict[str, Any]) -> DatedEntry:
    table = item.get("rows")
    return DatedEntry(
        valid_from=item["valid_from"],
        announced_on=item["announced_on"],
        source=item["source"],
        value=item.get("value"),
        rows=None if table is None else tuple(table),
        repealed=item.get("repealed", False),
        certainty=item.get("certainty", "high"),
    )


def value(value_id: str, day: date, known_on: date | None = None) -> Scalar:
    """The single value in force on `day`.

    Raises: WrongInput `unknown_law_value`, `law_value_is_table`; NoAnswer `no_value_for_day`, `value_repealed`.
    """
    found = dated(value_id).at(day, known_on).value
    if found is None:
        raise WrongInput("law_value_is_table", f"{value_id} is a table; read its rows instead.", id=value_id)
    return found


def number(value_id: str, day: date, known_on: date | None = None) -> Decimal:
    """The value as an exact number.

    Raises: as `value`, and WrongInput `law_value_not_number`.
    """
    found = value(value_id, day, known_on)
    if isinstance(found, (bool, str)):
        raise WrongInput("law_value_not_number", f"{value_id} is not a number.", id=value_id)
    return Decimal(found)


def minutes(value_id: str, day: date, known_on: date | None = None) -> int:
    """A value given in hours or minutes, as whole minutes.

    Raises: as `number`, and WrongInput `law_value_not_time`.
    """
    unit = dated(value_id).unit
    if unit not in {"h", "min", "minute of day"}:
        raise WrongInput("law_value_not_time", f"{value_id} has the unit {unit}, not hours or minutes.", id=value_id)
    return int(number(value_id, day, known_on) * (60 if unit == "h" else 1))


def rows(value_id: str, day: date, known_on: date | None = None) -> tuple[Mapping[str, Any], ...]:
    """The table in force on `day`.

    Raises: WrongInput `unknown_law_value`, `law_value_not_table`; NoAnswer `no_value_for_day`, `value_repealed`.
    """
    found = dated(value_id).at(day, known_on).rows
    if found is None:
        raise WrongInput("law_value_not_table", f"{value_id} is a single value, not a table.", id=value_id)
    return found
