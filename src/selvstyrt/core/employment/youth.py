"""Assistants under eighteen (unge arbeidstakere): who may work at all, and what the employer must do beside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Self

from selvstyrt.core import law
from selvstyrt.core.base import Ruling
from selvstyrt.core.employment.judging import judge


@dataclass(frozen=True, slots=True)
class YouthTerms:
    """Ages of aml. § 11-1."""

    youth_age: int
    youth_child_age: int
    youth_light_work_age: int

    @classmethod
    def at(cls, day: date, known_on: date | None = None) -> Self:
        """The ages in force on `day`.

        Raises: NoAnswer `no_value_for_day`.
        """
        return law.read_terms(cls, "aml", day, known_on)


@dataclass(frozen=True, slots=True)
class YouthListTerms:
    """The size of an undertaking that must list its employees under eighteen (OLM-forskriften § 12-12)."""

    list_employees: int

    @classmethod
    def at(cls, day: date, known_on: date | None = None) -> Self:
        """The size in force on `day`.

        Raises: NoAnswer `no_value_for_day`.
        """
        return law.read_terms(cls, "olm", day, known_on)


# aml. § 11-1 (1), (2)
def may_be_employed(
    age: int, terms: YouthTerms, *, compulsory_school: bool = False, light_work: bool = False, harmful: bool = False
) -> Ruling:
    """Whether a young person may have the work.

    Under fifteen or in compulsory school: light work from thirteen only, and personal assistance is not taken to be
    such (`light_work` is for what the regulation lists). Under eighteen: nothing that may harm safety, health,
    development or schooling.
    """
    child = age < terms.youth_child_age or compulsory_school
    young = age < terms.youth_age
    allowed = (age >= terms.youth_light_work_age and light_work) if child else True
    allowed = allowed and not (young and harmful)
    given = {"age": age, "compulsory_school": compulsory_school, "light_work": light_work, "harmful": harmful}
    return judge("AML-11-1", not allowed, given, allowed=allowed, only_suitable_tasks=young)


# forskrift om organisering, ledelse og medvirkning §§ 12-10 and 12-11
def young_person_prepared(age: int, terms: YouthTerms, *, guardians_told: bool, safety_rep_heard: bool) -> Ruling:
    """Before somebody under eighteen starts, guardians are told of risks and the safety representative is heard."""
    required = age < terms.youth_age
    given = {"age": age, "guardians_told": guardians_told, "safety_rep_heard": safety_rep_heard}
    return judge("OLM-12-10", required and not (guardians_told and safety_rep_heard), given, required=required)


# forskrift om organisering, ledelse og medvirkning § 12-12
def young_people_listed(employees: int, list_kept: bool, terms: YouthListTerms) -> Ruling:
    """With twenty employees or more there is a list of those under eighteen."""
    required = employees >= terms.list_employees
    given = {"employees": employees, "list_kept": list_kept}
    return judge("OLM-12-12", required and not list_kept, given, required=required)
