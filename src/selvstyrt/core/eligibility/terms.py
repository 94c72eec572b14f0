"""The numbers of the right to BPA and of its deadlines (terskler og frister), read from the dated values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Self

from selvstyrt.core import law


@dataclass(frozen=True, slots=True)
class RightTerms:
    """Thresholds of pbrl. § 2-1 d; hours are minutes a week."""

    right_age_limit: int
    right_kept_past_age: bool
    right_over_years: int
    right_hours: int
    right_hours_unless_cost: int
    right_child_age: int

    @classmethod
    def at(cls, day: date, known_on: date | None = None) -> Self:
        """The thresholds in force on `day`; the right began on 1 January 2015.

        Raises: NoAnswer `no_value_for_day`.
        """
        return law.read_terms(cls, "pbrl", day, known_on)


@dataclass(frozen=True, slots=True)
class CaseTerms:
    """Deadlines of forvaltningsloven (saksbehandling og klage)."""

    complaint_weeks: int
    reasons_weeks: int
    preliminary_answer_months: int
    complaint_latest_years: int

    @classmethod
    def at(cls, day: date, known_on: date | None = None) -> Self:
        """The deadlines in force on `day`.

        Raises: NoAnswer `no_value_for_day`.
        """
        return law.read_terms(cls, "fvl", day, known_on)


@dataclass(frozen=True, slots=True)
class ServiceComplaintTerms:
    """The deadline of pbrl. § 7-5 (klage på vedtak om tjenester)."""

    complaint_weeks: int

    @classmethod
    def at(cls, day: date, known_on: date | None = None) -> Self:
        """The deadline in force on `day`.

        Raises: NoAnswer `no_value_for_day`.
        """
        return law.read_terms(cls, "pbrl", day, known_on)
