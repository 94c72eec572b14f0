"""Law values as the fields of a frozen dataclass (lovtall samlet), so that a rule needs no files."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from selvstyrt.core.base import NoAnswer
from selvstyrt.core.law.reader import dated

Terms = TypeVar("Terms")


def read_terms(kind: type[Terms], prefix: str, day: date, known_on: date | None = None) -> Terms:
    """The dataclass `kind` filled with the values in force on `day`; a field's name is the last part of its id.

    Hours become minutes, whole numbers `int`. A field that may be None is None where no value is in force.

    Raises: NoAnswer `no_value_for_day`, `value_repealed`; WrongInput `unknown_law_value`.
    """
    found: dict[str, Any] = {}
    for item in fields(kind):  # type: ignore[arg-type]
        try:
            found[item.name] = _read(f"{prefix}.{item.name}", day, known_on)
        except NoAnswer:
            if "None" not in str(item.type):
                raise
            found[item.name] = None
    return kind(**found)


def _read(value_id: str, day: date, known_on: date | None) -> Any:
    value = dated(value_id)
    entry = value.at(day, known_on)
    if entry.rows is not None:
        return entry.rows
    if isinstance(entry.value, bool | str):
        return entry.value
    number = Decimal(entry.value or 0) * (60 if value.unit == "h" else 1)
    return number if number % 1 else int(number)
