"""Work in a private home (arbeid i arbeidsgivers hjem): what the regulation says beside the hours of work."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Self

from selvstyrt.core import law
from selvstyrt.core.base import NoAnswer, Ruling, months_after
from selvstyrt.core.employment.contract import ContentRules, ContractContent, content_of
from selvstyrt.core.employment.judging import judge

Rows = tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class HomeTerms:
    """Numbers and lists of the regulation on work in the employer's home, in force from 1 July 2022."""

    contract_items: Rows
    temporary_permanent_years: int
    pay_months: int
    notice_days: int
    aml_provisions: Rows

    @classmethod
    def at(cls, day: date, known_on: date | None = None) -> Self:
        """The terms in force on `day`.

        Raises: NoAnswer `no_value_for_day`.
        """
        return law.read_terms(cls, "home", day, known_on)


class HomeGround(StrEnum):
    """Grounds for temporary work in a private home (midlertidig ansettelse)."""

    TEMPORARY_WORK = "temporary_work"
    SUBSTITUTE = "substitute"
    PRACTICE = "practice"


# forskrift om arbeid i arbeidsgivers hjem § 2
def home_contract_in_time(start: date, signed: date | None, on: date) -> Ruling:
    """In a private home the contract must be there when the work starts."""
    given = {"start": start, "signed": signed, "on": on}
    return judge("HOME-2", (signed or on) > start, given, deadline=start)


# forskrift om arbeid i arbeidsgivers hjem § 2; thirteen letters from 1 January 2025, eight before
def home_contract_content(present: Collection[str], holds: Mapping[str, bool], terms: HomeTerms) -> ContractContent:
    """Which letters are missing from a contract on work in a private home.

    `holds` says what is so of the employment: temporary, special_arrangement, training, social_benefits, tariff.

    Raises: WrongInput `unknown_contract_letter`.
    """
    return content_of(terms.contract_items, ContentRules("HOME-2", "HOME-2", "HOME-2", "HOME-2"), present, holds, ())


# forskrift om arbeid i arbeidsgivers hjem § 2
def home_change_recorded(effective: date, recorded: date) -> Ruling:
    """A change stands in the contract on the day it takes effect at the latest."""
    given = {"effective": effective, "recorded": recorded}
    return judge("HOME-2", recorded > effective, given, deadline=effective)


# forskrift om arbeid i arbeidsgivers hjem § 3
def home_temporary(basis: Collection[HomeGround], start: date, on: date, terms: HomeTerms) -> Ruling:
    """Permanent is the rule; temporary needs a ground, and more than three years of it is permanent."""
    long = on > months_after(start, 12 * terms.temporary_permanent_years)
    lawful = bool(basis)
    given = {"basis": tuple(sorted(ground.value for ground in basis)), "start": start, "on": on}
    return judge("HOME-3", not lawful, given, lawful=lawful, permanent=long or not lawful)


# forskrift om arbeid i arbeidsgivers hjem § 5
def home_paid(previous: date, paid: date, terms: HomeTerms) -> Ruling:
    """Pay comes at least once a month."""
    latest = months_after(previous, terms.pay_months)
    return judge("HOME-5", paid > latest, {"previous": previous, "paid": paid}, latest=latest)


# forskrift om arbeid i arbeidsgivers hjem § 16
def home_hours_recorded(*, record_exists: bool) -> Ruling:
    """The employer keeps a record of the hours worked."""
    return judge("HOME-16", not record_exists, {"record_exists": record_exists}, required=True)


# forskrift om arbeid i arbeidsgivers hjem §§ 8, 9, 15, 17 to 19
def act_applies_in_home(provision: str, terms: HomeTerms) -> Ruling:
    """Whether a chapter or section of the Working Environment Act also holds in a private home.

    Raises: NoAnswer `provision_not_listed` when the regulation's reference to it has not been read.
    """
    row = next((row for row in terms.aml_provisions if row["provision"] == provision), None)
    if row is None:
        raise NoAnswer(
            "provision_not_listed",
            f"Whether aml. § {provision} holds in a private home is not known here; look it up in the regulation.",
            provision=provision,
        )
    return judge(str(row["rule"]), False, {"provision": provision}, applies=bool(row["applies"]))


# forskrift om arbeid i arbeidsgivers hjem § 20
def home_notice(received: date, terms: HomeTerms) -> Ruling:
    """The shortest notice in a private home: fourteen days, the day it arrives included."""
    last = received + timedelta(days=terms.notice_days - 1)
    days = terms.notice_days
    return judge("HOME-20", False, {"received": received}, notice_days=days, first_day_counted=received, last_day=last)


# forskrift om arbeid i arbeidsgivers hjem § 20
def home_dismissal(
    received: date, last_day: date, terms: HomeTerms, *, written: bool = True, fair_reason: bool = True
) -> Ruling:
    """Notice is at least fourteen days, the day it arrives included; a dismissal is written and has a fair reason."""
    earliest = home_notice(received, terms).figures["last_day"]
    given = {"received": received, "last_day": last_day, "written": written, "fair_reason": fair_reason}
    broken = last_day < earliest or not written or not fair_reason
    days = (last_day - received).days + 1
    return judge("HOME-20", broken, given, notice_days=days, minimum_days=terms.notice_days, earliest_last_day=earliest)
