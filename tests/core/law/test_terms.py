"""Law values read into a frozen dataclass."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from selvstyrt.core import law
from selvstyrt.core.base import NoAnswer, WrongInput


@dataclass(frozen=True)
class Pay:
    percent: Decimal
    late_start: str
    gap_hours: int


@dataclass(frozen=True)
class Contract:
    contract_days: int | None
    contract_months: int | None


@dataclass(frozen=True)
class Grounds:
    temporary_grounds: tuple[dict[str, str], ...]


@dataclass(frozen=True)
class Misspelt:
    percentt: Decimal


def test_numbers_texts_and_hours_become_fields():
    found = law.read_terms(Pay, "ferieloven", date(2026, 1, 1))
    assert found == Pay(Decimal("10.2"), "09-30", 16 * 60)


def test_a_field_that_may_be_missing_is_none_where_no_value_holds():
    assert law.read_terms(Contract, "aml_employment", date(2024, 6, 30)) == Contract(None, 1)
    assert law.read_terms(Contract, "aml_employment", date(2024, 7, 1)) == Contract(7, None)


def test_a_field_that_must_be_there_gives_no_answer_before_the_first_day():
    with pytest.raises(NoAnswer):
        law.read_terms(Pay, "ferieloven", date(2015, 6, 30))


def test_a_field_without_a_value_file_is_wrong_input():
    with pytest.raises(WrongInput):
        law.read_terms(Misspelt, "ferieloven", date(2026, 1, 1))


def test_a_table_becomes_its_rows():
    found = law.read_terms(Grounds, "aml_employment", date(2026, 1, 1))
    assert [row["letter"] for row in found.temporary_grounds] == list("abcdef")
