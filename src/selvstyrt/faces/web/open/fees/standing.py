"""What the page about fees says whoever asks: what is free, the rates of today, the example, whose tables are known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from selvstyrt.apps.directory.fee_tables import MunicipalTable
from selvstyrt.apps.directory.queries.fees import example_table, fees_provenance, numbers_with_tables
from selvstyrt.apps.directory.queries.municipalities import register
from selvstyrt.core import law
from selvstyrt.core.base import Certainty, NoAnswer
from selvstyrt.core.fees import GBasis, g_amount, help_rules
from selvstyrt.faces.web.open.fees import words
from selvstyrt.faces.web.open.fees.kroner import kroner
from selvstyrt.faces.web.open.fees.outcome import bracket_rows, named_here, table_words


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate of the law (sats): value, from when, how sure, and where it stands. `value` empty: not known."""

    value: str
    valid_from: date | None
    certainty: str
    name: str
    url: str


def standing(today: date) -> dict[str, Any]:
    """The parts of the page that do not depend on a question."""
    rules = help_rules(today)
    example = example_table()
    return {
        "charged": [words.HELP[rule.kind] for rule in rules if rule.charged],
        "free": [(words.HELP[rule.kind], rule.certainty is not Certainty.HIGH) for rule in rules if not rule.charged],
        "g_now": _rate("ftrl.grunnbelop", today),
        "ceiling_now": _rate("egenandel.state_ceiling", today),
        "ceilings": _ceilings(),
        "example": table_words(named_here(example)),
        "example_rows": bracket_rows(example.tariff, g_amount_of(example), None),
        "municipalities": _with_tables(),
        "source": fees_provenance(),
        "today": today,
    }


def g_amount_of(table: MunicipalTable) -> Any:
    """The G of a table that prints it, else that of 1 May the year before its first day."""
    if table.tariff.fixed_g is not None:
        return table.tariff.fixed_g
    return g_amount(GBasis.MAY_BEFORE, table.valid_from or table.checked_on).amount


def _rate(value_id: str, day: date) -> Rate:
    value = law.dated(value_id)
    try:
        entry = value.at(day)
    except NoAnswer:
        return Rate("", None, "", value.law, value.url)
    certainty = str(words.CERTAINTY[Certainty(entry.certainty)])
    return Rate(kroner(law.number(value_id, day)), entry.valid_from, certainty, value.law, value.url)


def _ceilings() -> list[tuple[int, str]]:
    """Year and amount of every ceiling on file and each year between them, the newest first; empty: not known."""
    entries = {entry.valid_from.year: entry for entry in law.dated("egenandel.state_ceiling").entries}
    years = range(max(entries), min(entries) - 1, -1)
    return [(year, _amount(year) if year in entries else "") for year in years]


def _amount(year: int) -> str:
    return kroner(law.number("egenandel.state_ceiling", date(year, 1, 1)))


def _with_tables() -> list[dict[str, Any]]:
    """The municipalities with a table, by name, and for when it is."""
    places = register().municipalities
    found = [
        {"name": places[number].label, "number": number, "year": words.year_words(table), "corrected": table.corrected}
        for number, table in numbers_with_tables().items()
        if number in places
    ]
    return sorted(found, key=lambda each: each["name"].translate(_ALPHABET))


_ALPHABET = str.maketrans({"Æ": "Z{", "Ø": "Z|", "Å": "Z}"})
