"""Law cases about the contract (arbeidsavtalen) and when pay comes: facts in, the core's answer out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from selvstyrt.core import employment as work
from selvstyrt.core.base import Ruling
from selvstyrt.faces.cli.cases_law_reading import (
    START,
    Facts,
    Handler,
    Rows,
    day_of,
    find,
    flag_of,
    has,
    lacking,
    maybe_day,
    maybe_flag,
    maybe_number,
    number_of,
    only,
    plain,
)

SIGNED = ("contract_signed", "signed", "contract_date", "written_contract", "contract")
_PRESENT = ("present", "letters", "contains", "items")


def holds_of(facts: Facts) -> dict[str, bool]:
    """What is so of the employment, in the words of the lists of contents."""
    return {
        "temporary": flag_of(facts, "temporary", otherwise=facts.get("type") == "temporary"),
        "agency": flag_of(facts, "agency", "hire_out", "hired_out", otherwise=False),
        "probation": flag_of(facts, "probation", otherwise=False),
        "special_arrangement": flag_of(facts, "special_arrangement", otherwise=False),
        "tariff": flag_of(facts, "tariff_bound", "tariff", otherwise=False),
        "training": flag_of(facts, "training_offered", "training", otherwise=False),
        "social_benefits": flag_of(facts, "social_benefits", otherwise=True),
    }


def letters_of(facts: Facts, every: str) -> list[str]:
    """The letters that a contract states, given as such or as those that it lacks.

    Raises: NoAnswer `fact_missing`.
    """
    present, missing = find(facts, *_PRESENT), find(facts, "missing", "lacks")
    if present is None and missing is None:
        raise lacking(*_PRESENT, "missing")
    return list(present) if present is not None else [letter for letter in every if letter not in missing]


def _contract(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    start = day_of(facts, *START)
    terms = work.ContractTerms.at(start)
    hire_out = flag_of(facts, "hire_out", "hired_out", "agency", otherwise=False)
    length = maybe_number(facts, "expected_duration_days", "duration_days", "expected_days")
    deadline = work.contract_deadline(start, None if length is None else int(length), terms, hire_out=hire_out)
    found = work.contract_in_time(start, maybe_day(facts, *SIGNED), deadline, day)
    if terms.contract_months is not None:
        return Ruling(found.breaches, {"compliant_under_old_rule": not found.breaches}, found.steps)
    return found


def _content(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    by_reference = find(facts, "by_reference") or ()
    present = letters_of(facts, "abcdefghijklmnopq") if not by_reference or has(facts, *_PRESENT, "missing") else ()
    found = work.contract_content(present, holds_of(facts), work.ContractTerms.at(day), by_reference=by_reference)
    figures = {"missing_mandatory": found.missing, "conditional_not_applicable": found.not_applicable}
    broken = Ruling.of("AML-14-6", bool(found.missing))
    return Ruling(broken.breaches, figures, found.steps)


def _by_reference(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    letters = find(facts, "by_reference", "referred", "letters", "letter", "item")
    if letters is None:
        raise lacking("by_reference", "letters")
    found = work.contract_content((), {}, work.ContractTerms.at(day), by_reference=list(letters))
    broken = Ruling.of("AML-14-6-2", bool(found.only_by_reference))
    return Ruling(broken.breaches, {"lawful": not found.only_by_reference}, found.steps)


def _presumed_permanent(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    every = "abcdefghijklmnopq"
    told = maybe_flag(facts, "temporary_stated", "told_temporary", "told")
    present = letters_of(facts, every) if told is None else [letter for letter in every if told or letter != "e"]
    found = work.contract_content(present, {**holds_of(facts), "temporary": True}, work.ContractTerms.at(day))
    return Ruling(figures={"permanent": found.presumed_permanent}, steps=found.steps)


def _size(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    found = work.size_of_post(
        maybe_number(facts, "stated_pct", "contract_pct"),
        number_of(facts, "claimed_pct", "employee_claims_pct", "employee_pct", "claim_pct"),
        clearly_likely=maybe_number(facts, "clearly_likely_pct", "proven_pct"),
        home=facts.get("regime") == "HOME",
    )
    return Ruling(found.breaches, {"pct": plain(found.figures["percent"])}, found.steps)


def _presumed(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    """§ 14-6 (3) and (4) as one row: the size where a size is claimed, else whether the post is permanent."""
    claimed = has(facts, "claimed_pct", "employee_claims_pct", "employee_pct", "claim_pct")
    return _size(facts, rows, day) if claimed else _presumed_permanent(facts, rows, day)


def _change(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    effective = day_of(facts, "effective", "takes_effect", "from")
    by_law = flag_of(facts, "change_by_law", "by_law", "by_tariff", otherwise=False)
    terms = work.ContractTerms.at(effective)
    return work.change_recorded(effective, day_of(facts, "recorded", "written", "signed"), terms, by_law=by_law)


def _pay_days(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    by = str(find(facts, "method", "paid_by", "payment") or "bank")
    agreed = find(facts, "agreed_times_per_month", "agreed_times", "agreed_times_a_month")
    if agreed is None and flag_of(facts, "agreed", "monthly_agreed", otherwise=False):
        agreed = 1
    times = maybe_number(facts, "times_per_month", "times_a_month", "paid_times_per_month")
    if times is None and str(find(facts, "interval", "frequency") or "") == "monthly":
        times = Decimal(1)
    if times is None:
        if by == "bank":
            raise lacking("times_per_month", "interval", "method")
        times = Decimal(work.PayDayTerms.at(day).pay_times_a_month)
    found = work.pay_given(
        int(times),
        work.PayDayTerms.at(day),
        agreed_times=None if agreed is None else int(agreed),
        to_account=by != "cash",
        account_impossible=flag_of(facts, "account_impossible", otherwise=False),
        payslip=flag_of(facts, "payslip", otherwise=True),
    )
    return only(found, "lawful")


CONTRACT: dict[str, Handler] = {
    "AML-14-5": _contract,
    "AML-14-6": _content,
    "AML-14-6-2": _by_reference,
    "AML-14-6-3": _presumed_permanent,
    "AML-14-6-4": _size,
    "AML-14-6-3/4": _presumed,
    "AML-14-8": _change,
    "AML-14-15": _pay_days,
}
