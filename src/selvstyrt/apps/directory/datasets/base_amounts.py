"""The base amount G as NAV publishes it (grunnbeløpet), to compare with the dated law values, which are reviewed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from selvstyrt.apps.directory.shelf import Dataset, UnsoundContent, day_in, field_in, rows_in, text_in


@dataclass(frozen=True, slots=True)
class BaseAmount:
    """G from a day, in whole kroner a year."""

    valid_from: date
    amount: int


def read(content: Any) -> tuple[BaseAmount, ...]:
    """The amounts, oldest first.

    Raises: UnsoundContent for a day twice, or an amount that is not above the one before.
    """
    found: list[BaseAmount] = []
    for row in sorted(rows_in(content), key=lambda row: text_in(row, "from")):
        day = day_in(row, "from", where="G")
        amount = field_in(row, "amount", int, where=f"G from {day}")
        if found and (found[-1].valid_from == day or amount < found[-1].amount):
            raise UnsoundContent(
                f"{amount} after {found[-1].amount} from {found[-1].valid_from}: G never falls; is it a year's amount?",
                where=f"G from {day}",
            )
        found.append(BaseAmount(day, amount))
    return tuple(found)


BASE_AMOUNTS = Dataset("base_amounts", read, lambda content: {row["from"]: row for row in content})
