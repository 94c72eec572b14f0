"""Which body of rules governs the employment (regelverk), by who the employer is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from selvstyrt.core import law
from selvstyrt.core.base import Ruling, WrongInput
from selvstyrt.core.worktime.values import Regime

_EMPLOYERS = {
    "municipality",
    "private_provider",
    "provider",
    "cooperative",
    "co-operative",
    "non_profit",
    "user_company",
}
PRIVATE_PERSON = "user_private_person"


# forskrift om arbeid i arbeidsgivers hjem § 1
def home_regulation_applies(average_weekly_hours: Decimal, day: date) -> bool:
    """Work in the employer's home above three hours a week on average over four weeks."""
    return average_weekly_hours > law.number("home.scope_weekly_hours", day)


# forskrift om arbeid i arbeidsgivers hjem § 1
def home_scope(average_weekly_hours: Decimal, day: date) -> Ruling:
    """Whether the regulation on work in the employer's home applies."""
    return Ruling(figures={"applies": home_regulation_applies(average_weekly_hours, day)})


# aml. § 1-2 (1), § 1-8; forskrift om arbeid i arbeidsgivers hjem § 1; avlasterforskriften §§ 1-2
def regime_of(employer: str, average_weekly_hours: Decimal | None, day: date, *, respite: bool = False) -> Ruling:
    """The regime of an employment: the act, unless a private person employs in the own home.

    Raises: WrongInput `unknown_employer`.
    """
    if employer == PRIVATE_PERSON:
        inside = average_weekly_hours is None or home_regulation_applies(average_weekly_hours, day)
        return Ruling(figures={"regime": Regime.HOME.value if inside else "none"})
    if employer not in _EMPLOYERS:
        raise WrongInput("unknown_employer", f"{employer!r} is no kind of employer known here.", employer=employer)
    return Ruling(figures={"regime": Regime.AVL.value if respite else Regime.AML.value})


# medleverforskriften § 1: institutions only
def live_in_scheme(service: str) -> Ruling:
    """The live-in regulation is for institutions; personal assistance in a home cannot use it."""
    allowed = service != "BPA"
    return Ruling.of("REG-MEDLEVER", not allowed, allowed=allowed)


# aml. § 11-2 (4) for the young; for adults the limits are those of one employer
def hours_added_up(*, same_employer: bool, age: int | None, day: date) -> Ruling:
    """Whether hours with two users are counted together: with one employer always, under eighteen with any."""
    young = age is not None and age < law.number("aml.youth_age", day)
    return Ruling(figures={"added_up": same_employer or young})
