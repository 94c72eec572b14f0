"""How many have BPA in Norway, by year and age (mottakere av BPA): Helsedirektoratet, from the register KPR."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from selvstyrt.apps.directory.shelf import Dataset, UnsoundContent, field_in, optional_in, rows_in, text_in

ALL_AGES = "all"


@dataclass(frozen=True, slots=True)
class Recipients:
    """Persons with BPA on 31 December of a year (mottakere), of an age group or of all ages.

    `at_home` counts all who get services at home; None where the source repeats the year before's.
    """

    year: int
    age_group: str
    persons: int
    at_home: int | None


def read(content: Any) -> tuple[Recipients, ...]:
    """The counts in the order of the source.

    Raises: UnsoundContent for a year and age group twice, or more with BPA than with services at home.
    """
    found: dict[tuple[int, str], Recipients] = {}
    for row in rows_in(content):
        year, ages = field_in(row, "year", int), text_in(row, "age_group")
        where = f"{year}, {ages}"
        persons, at_home = field_in(row, "persons", int, where=where), optional_in(row, "at_home", int, where=where)
        if (year, ages) in found:
            raise UnsoundContent("stands twice; keep one", where=where)
        if persons < 0 or (at_home is not None and at_home < persons):
            raise UnsoundContent(f"{persons} with BPA of {at_home} at home cannot be", where=where)
        found[year, ages] = Recipients(year, ages, persons, at_home)
    return tuple(found.values())


def _rows(content: Any) -> dict[str, Any]:
    return {f"{row['year']} {row['age_group']}": row for row in content}


BPA_RECIPIENTS = Dataset("bpa_recipients", read, _rows)
