"""The agreements on file (tariffavtaler): their numbers on a day, as known on a day.

An agreement is a folder of value files with `supplements` and `stacking`; `wages`, `divisors` and `resting` only
where they are known.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from selvstyrt.core.base import Certainty, Citation, WrongInput
from selvstyrt.core.law import DatedEntry, all_ids, dated
from selvstyrt.core.pay import rows
from selvstyrt.core.pay.tariff import RestingRule, Tariff, TariffOn


@cache
def tariff_ids() -> tuple[str, ...]:
    """Every agreement on file, sorted."""
    table = ".supplements"
    return tuple(value_id.removesuffix(table) for value_id in all_ids() if value_id.endswith(table))


@cache
def supplement_codes() -> tuple[str, ...]:
    """The code of every supplement that an agreement on file has or has had: what faces must have words for."""
    entries = (entry for tariff in tariff_ids() for entry in dated(f"{tariff}.supplements").entries)
    return tuple(sorted({row["code"] for entry in entries for row in _rows(entry)}))


@cache
def tariff_at(tariff: str, day: date, known_on: date | None = None, wages_of: date | None = None) -> Tariff:
    """The numbers of an agreement on a day, as known on a day (everything known when left out).

    `wages_of`: keep the wages of that day, to compare with an earlier wage table.

    Raises: WrongInput `unknown_tariff`; NoAnswer `no_value_for_day`, `value_repealed`.
    """
    if tariff not in tariff_ids():
        raise WrongInput(
            "unknown_tariff",
            f"There is no agreement {tariff!r} on file; known are {', '.join(tariff_ids())}.",
            tariff=tariff,
        )
    supplements = _entry(tariff, "supplements", day, known_on)
    wages = _entry(tariff, "wages", wages_of or day, known_on) if _has(tariff, "wages") else None
    divisors = _entry(tariff, "divisors", day, known_on) if _has(tariff, "divisors") else None
    return Tariff(
        tariff,
        wages=rows.wage_steps(_rows(wages)),
        divisors=rows.divisors(_rows(divisors)),
        supplements=rows.supplements(
            _rows(supplements), _citation(tariff, "supplements", supplements), Certainty(supplements.certainty)
        ),
        gives_way=rows.gives_way(_rows(_entry(tariff, "stacking", day, known_on))),
        resting=_resting(tariff, day, known_on),
        wages_citation=_citation(tariff, "wages", wages) if wages else _citation(tariff, "supplements", supplements),
        wages_certainty=Certainty(wages.certainty) if wages else Certainty.HIGH,
    )


def tariff_source(tariff: str, known_on: date | None = None, *, wages_of: date | None = None) -> TariffOn:
    """The agreement for `pay_lines`: each day's numbers, as known on a day."""
    return lambda day: tariff_at(tariff, day, known_on, wages_of)


def _has(tariff: str, table: str) -> bool:
    return f"{tariff}.{table}" in all_ids()


def _entry(tariff: str, table: str, day: date, known_on: date | None) -> DatedEntry:
    return dated(f"{tariff}.{table}").at(day, known_on)


def _rows(entry: DatedEntry | None) -> rows.Rows:
    return entry.rows or () if entry else ()


def _citation(tariff: str, table: str, entry: DatedEntry) -> Citation:
    """The agreement by name, and the address at which this very value was read."""
    address = entry.source.split(" ")[0].rstrip(";,")
    url = address if address.startswith("http") else dated(f"{tariff}.{table}").url
    return Citation(dated(f"{tariff}.{table}").law, url)


def _resting(tariff: str, day: date, known_on: date | None) -> RestingRule | None:
    """The rule, or None where it is not known: only an entry with resting time then has no answer."""
    if not _has(tariff, "resting"):
        return None
    entry = _entry(tariff, "resting", day, known_on)
    return rows.resting_rule(_rows(entry), _citation(tariff, "resting", entry), Certainty(entry.certainty))
