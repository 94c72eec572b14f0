"""Police certificate and confidentiality (politiattest og taushetsplikt)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Self

from selvstyrt.core import law
from selvstyrt.core.base import Ruling, Severity, months_after
from selvstyrt.core.employment.judging import judge


@dataclass(frozen=True, slots=True)
class CertificateTerms:
    """Numbers of hol. § 5-4; None before 1 January 2017, when the duty came to cover all services under the act."""

    certificate_months: int | None

    @classmethod
    def at(cls, day: date, known_on: date | None = None) -> Self:
        """The terms in force on `day`.

        Raises: NoAnswer `no_value_for_day`.
        """
        return law.read_terms(cls, "hol", day, known_on)


# hol. § 5-4
def certificate_fresh(issued: date, offered: date, terms: CertificateTerms) -> Ruling:
    """The certificate is at most three months old when the post is offered; before 2017 none was asked for."""
    if terms.certificate_months is None:
        return judge("HOL-5-4", False, {"issued": issued, "offered": offered}, certificate_required=False)
    valid = issued <= offered <= months_after(issued, terms.certificate_months)
    return judge("HOL-5-4", not valid, {"issued": issued, "offered": offered}, valid=valid)


# hol. § 5-4, last paragraph
def certificate_required(terms: CertificateTerms, *, sporadic: bool, alone_with_person: bool) -> Ruling:
    """A certificate is required unless the person helps only now and then and is normally never alone.

    Read with the terms of the day of the offer: who was hired before 2017 need not show one.
    """
    required = terms.certificate_months is not None and (not sporadic or alone_with_person)
    given = {"sporadic": sporadic, "alone_with_person": alone_with_person}
    return judge("HOL-5-4", False, given, certificate_required=required)


# hol. § 5-4
def started_after_certificate(first_shift: date, seen: date | None) -> Ruling:
    """Nobody who needs a certificate starts before it has been shown."""
    early = seen is None or first_shift < seen
    return judge("HOL-5-4", early, {"first_shift": first_shift, "seen": seen}, may_start_from=seen)


# hol. § 5-4; whether a private person is an "employer providing services under the act" is not settled
def certificate_in_home(*, asked_by_contract: bool, shown: bool) -> Ruling:
    """A user who is the employer: asked for as the municipality's contract says, and never more than a warning."""
    given = {"asked_by_contract": asked_by_contract, "shown": shown}
    return judge(
        "HOL-5-4-HOME",
        not shown,
        given,
        severity=Severity.WARNING,
        certificate_required=asked_by_contract,
        settled=False,
    )


# hol. § 5-4 a
def barred(*, listed_offence: bool, serves_child_or_disabled: bool) -> Ruling:
    """The listed sexual offences bar work with children and persons with intellectual disability."""
    shut_out = listed_offence and serves_child_or_disabled
    given = {"listed_offence": listed_offence, "serves_child_or_disabled": serves_child_or_disabled}
    return judge("HOL-5-4A", False, given, barred=shut_out, employer_assesses=not shut_out)


# hol. § 12-1; fvl. §§ 13 to 13 b
def told_others(information: str, *, anonymous: bool = False, consent: bool = False) -> Ruling:
    """Everything personal is secret, also birth date, address and workplace, which fvl. § 13 would leave out.

    Not secret: what nobody can be known by, and what the person has consented to.
    """
    secret = not anonymous and not consent
    given = {"information": information, "anonymous": anonymous, "consent": consent}
    return judge("HOL-12-1", secret, given, secret=secret)


# fvl. § 13 c (3)
def kept_safe(*, names_user: bool, open_to_others: bool) -> Ruling:
    """What tells who the user is, such as a rota with the name on it, is kept where others cannot see it."""
    given = {"names_user": names_user, "open_to_others": open_to_others}
    return judge("FVL-13C", names_user and open_to_others, given, kept_safe=not (names_user and open_to_others))


# fvl. § 13 c
def duty_made_known(first_shift: date, signed: date | None) -> Ruling:
    """The duty of confidentiality is made known, and the declaration signed, before the first shift."""
    given = {"first_shift": first_shift, "signed": signed}
    return judge("FVL-13C", signed is None or signed > first_shift, given, latest=first_shift)
