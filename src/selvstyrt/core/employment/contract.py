"""The written contract (skriftlig arbeidsavtale): when it must be there, what it must say, how it is changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Self

from selvstyrt.core import law
from selvstyrt.core.base import NoAnswer, Ruling, Step, WrongInput, months_after
from selvstyrt.core.employment.judging import judge, step

Rows = tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class ContractTerms:
    """Numbers of aml. §§ 14-5 to 14-8; the list of contents is None before 1 July 2024."""

    contract_days: int | None
    contract_months: int | None
    contract_short_months: int
    contract_change_months: int
    contract_items: Rows | None

    @classmethod
    def at(cls, day: date, known_on: date | None = None) -> Self:
        """The terms in force on `day`.

        Raises: NoAnswer `no_value_for_day`.
        """
        return law.read_terms(cls, "aml_employment", day, known_on)


@dataclass(frozen=True, slots=True)
class ContractContent:
    """What a contract lacks (mangler i arbeidsavtalen), by the letters of aml. § 14-6 (1).

    `not_applicable` are letters that the act asks for only in another kind of employment.
    """

    missing: tuple[str, ...]
    not_applicable: tuple[str, ...]
    only_by_reference: tuple[str, ...]
    presumed_permanent: bool
    claimed_size_counts: bool
    steps: tuple[Step, ...]


# aml. § 14-5 (2), (3)
def contract_deadline(start: date, expected_days: int | None, terms: ContractTerms, *, hire_out: bool = False) -> date:
    """The last day for the written contract: seven days after the start, one month before July 2024.

    At once when the work is hired out or is not to last more than a month. Without an expected length the
    employment is taken to last.
    """
    if hire_out:
        return start
    if expected_days is not None and start + timedelta(days=expected_days) <= months_after(
        start, terms.contract_short_months
    ):
        return start
    if terms.contract_days is not None:
        return start + timedelta(days=terms.contract_days)
    if terms.contract_months is None:
        raise NoAnswer("no_contract_deadline", f"No deadline for the contract is known on {start}.", day=start)
    return months_after(start, terms.contract_months)


# aml. § 14-5
def contract_in_time(start: date, signed: date | None, deadline: date, on: date) -> Ruling:
    """Whether the written contract was there in time; unsigned, whether it should have been by `on`."""
    given = {"start": start, "signed": signed, "on": on}
    return judge("AML-14-5", (signed or on) > deadline, given, deadline=deadline)


# aml. § 14-6
def contract_content(
    present: Collection[str],
    holds: Mapping[str, bool],
    terms: ContractTerms,
    *,
    by_reference: Collection[str] = (),
) -> ContractContent:
    """Which letters are missing from a contract that states `present`.

    `holds` says what is so of the employment: temporary, agency, probation, special_arrangement, tariff, training,
    social_benefits. What is left out is not so. A letter that may not be given by reference to law or tariff is
    missing when it stands in `by_reference` only.

    Raises: NoAnswer `contract_items_unknown`; WrongInput `unknown_contract_letter`.
    """
    if terms.contract_items is None:
        raise NoAnswer("contract_items_unknown", "The list of contents is known from 1 July 2024.")
    rules = ContentRules("AML-14-6", "AML-14-6-2", "AML-14-6-3", "AML-14-6-4")
    return content_of(terms.contract_items, rules, present, holds, by_reference)


@dataclass(frozen=True, slots=True)
class ContentRules:
    """Rule ids of a list of contents (innholdskrav): the list, references, and what holds when something is missing."""

    content: str
    reference: str
    permanent: str
    size: str


def content_of(
    items: Rows, rules: ContentRules, present: Collection[str], holds: Mapping[str, bool], by_reference: Collection[str]
) -> ContractContent:
    """What a contract lacks of a list of contents.

    Raises: WrongInput `unknown_contract_letter`.
    """
    rows = {str(row["letter"]): row for row in items}
    unknown = sorted((set(present) | set(by_reference)) - rows.keys())
    if unknown:
        section = law.citation(rules.content)
        raise WrongInput("unknown_contract_letter", f"{section} has no letter {', '.join(unknown)}.", letters=unknown)
    due = {letter: not row["only_when"] or holds.get(row["only_when"], False) for letter, row in rows.items()}
    wrongly = tuple(sorted(letter for letter in by_reference if not rows[letter]["by_reference"]))
    stated = (set(present) | set(by_reference)) - set(wrongly)
    missing = tuple(letter for letter in rows if due[letter] and letter not in stated)
    other = tuple(letter for letter, row in rows.items() if not due[letter] and not row["if_any"])
    presumed = {row["presumes"]: letter for letter, row in rows.items() if row["presumes"] and letter in missing}
    permanent = "permanent" in presumed and holds.get("temporary", False)
    steps = [step(rules.content, {"present": tuple(sorted(present))}, missing)]
    if wrongly:
        steps.append(step(rules.reference, {"by_reference": tuple(sorted(by_reference))}, wrongly))
    if permanent:
        steps.append(step(rules.permanent, {"missing": presumed["permanent"]}, "permanent"))
    if "claimed_size" in presumed:
        steps.append(step(rules.size, {"missing": presumed["claimed_size"]}, "claimed_size"))
    return ContractContent(missing, other, wrongly, permanent, "claimed_size" in presumed, tuple(steps))


# aml. § 14-6 (4); forskrift om arbeid i arbeidsgivers hjem § 2
def size_of_post(
    stated_percent: Decimal | None,
    claimed_percent: Decimal,
    *,
    clearly_likely: Decimal | None = None,
    home: bool = False,
) -> Ruling:
    """Without a size in the contract the employee's claim counts, unless another is shown to be clearly likely."""
    known = stated_percent if stated_percent is not None else clearly_likely
    percent = claimed_percent if known is None else known
    given = {"stated_percent": stated_percent, "claimed_percent": claimed_percent, "clearly_likely": clearly_likely}
    return judge("HOME-2" if home else "AML-14-6-4", False, given, percent=percent)


# aml. § 14-8
def change_recorded(effective: date, recorded: date, terms: ContractTerms, *, by_law: bool = False) -> Ruling:
    """A change stands in the contract on the day it takes effect at the latest; `by_law` changes need not."""
    deadline = months_after(effective, terms.contract_change_months)
    given = {"effective": effective, "recorded": recorded, "by_law": by_law}
    return judge("AML-14-8", recorded > deadline and not by_law, given, deadline=deadline)
