"""What the agreements on record allow (rammer): the rungs of the ladder in aml. chapter 10 as plain numbers.

`check` and the roster engine read the same `Bounds`, so that they cannot disagree. All times are minutes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from selvstyrt.core.worktime.values import Agreement, AgreementType, Contract, Regime

_LOCAL = {
    AgreementType.AVERAGING_UNION_LOCAL,
    AgreementType.REST_8H_28H_UNION_LOCAL,
    AgreementType.OVERTIME_UNION_LOCAL,
    AgreementType.TOTAL_16H_UNION_LOCAL,
    AgreementType.NIGHT_UNION_LOCAL_10_11_9,
    AgreementType.UNION_10_12_4,
}
_NEEDS_COMPENSATION = {
    AgreementType.REST_8H_28H_UNION_LOCAL,
    AgreementType.TOTAL_16H_UNION_LOCAL,
    AgreementType.NIGHT_UNION_LOCAL_10_11_9,
}
_DECISIONS = {
    AgreementType.AVERAGING_ARBEIDSTILSYNET,
    AgreementType.PASSIVE_ARBEIDSTILSYNET_10_4_2,
    AgreementType.ARBEIDSTILSYNET_10_12_7,
    AgreementType.OVERTIME_ARBEIDSTILSYNET,
}
_HOME_ALLOWED = {AgreementType.AVERAGING_INDIVIDUAL, *_DECISIONS}

_A_DAY = timedelta(days=1)

Held = dict[AgreementType, Agreement]


class SundayMode(StrEnum):
    """How Sundays and holidays are kept free (søn- og helgedagsfri)."""

    NEXT = "next"
    AVERAGING = "averaging"
    FREE = "free"


class NoEffect(StrEnum):
    """Why an agreement on record opens nothing (uten virkning)."""

    NOT_WRITTEN = "not_written"
    NO_PERIOD = "no_period"
    NO_TARIFF = "no_tariff"
    NO_COMPENSATORY_REST = "no_compensatory_rest"
    NOT_IN_HOME = "not_in_home"
    NOT_RESPITE = "not_respite"
    NOT_PASSIVE = "not_passive"
    TOO_LONG = "too_long"
    NOT_YET = "not_yet"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class AgreementFault:
    """An agreement that the law does not allow as written (ugyldig avtale): its period is too long."""

    rule: str
    type: AgreementType
    weeks: int
    max_weeks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What one assistant's contract and agreements allow (rammer), in minutes and weeks.

    None means open: no bound of this kind applies. A `*_ceiling` is as far as an agreement that is
    not on record could reach; a breach up to there needs an agreement, beyond it is illegal. For
    rest the ceiling is the shortest rest that an agreement could open.
    """

    regime: Regime
    tariff_bound: bool
    # aml. §§ 10-4 and 10-5: ordinary hours
    daily_ordinary: int | None
    daily_rule: str
    daily_ceiling: int
    weekly_ordinary: int | None
    weekly_rule: str
    weekly_ceiling: int
    average_limit: int
    averaging_weeks: int | None = None
    averaging_rule: str = ""
    averaging_from: date | None = None
    week_cap: int | None = None
    week_average: int
    week_average_weeks: int
    # aml. § 10-4 (2): passive work
    passive: bool
    passive_consent: int | None = None
    # aml. § 10-6: overtime and total hours
    overtime_week: int
    overtime_4_weeks: int
    overtime_52_weeks: int
    overtime_26_weeks: int | None = None
    overtime_rule: str
    overtime_ceilings: tuple[int, int, int]
    overtime_open: bool = False
    total_daily: int | None
    total_daily_ceiling: int
    total_week_cap: int | None = None
    total_week_average: int | None
    # aml. § 10-8: rest and Sundays
    daily_rest: int
    daily_rest_full: int
    daily_rest_ceiling: int
    weekly_rest: int
    weekly_rest_full: int
    weekly_rest_ceiling: int
    compensate: bool = False
    main_period: int
    span_limit: int | None
    sunday_mode: SundayMode
    sunday_weeks: int
    sunday_rest_every_weeks: int
    sunday_from: date | None = None
    # aml. § 10-12 (4): agreement with a national union
    union: bool = False
    union_max_24h: int | None = None
    union_consent: bool = False
    union_compensation: bool = False
    # aml. § 10-11 (9)
    night_open: bool = False
    # avlasterforskriften
    respite: bool = False
    respite_stretch: int | None = None
    faults: tuple[AgreementFault, ...] = ()


def on_record(
    contract: Contract, agreements: Sequence[Agreement], first: date | None = None, last: date | None = None
) -> Held:
    """The agreements that have effect (gyldige avtaler) on all days from `first` to `last`.

    Oral agreements are void; a local union agreement only binds where the employer is bound by a
    tariff; shorter rest and 16 hours presuppose compensatory rest. One that is renewed without a
    gap covers the days of both; the newest that holds on the first day sets the terms.
    """
    of_type: dict[AgreementType, list[Agreement]] = {}
    for agreement in _in_effect(contract, agreements):
        of_type.setdefault(agreement.type, []).append(agreement)
    covering = {kind: _covering(renewed(found), first, last) for kind, found in of_type.items()}
    return {kind: agreement for kind, agreement in covering.items() if agreement is not None}


def change_days(contract: Contract, agreements: Sequence[Agreement], first: date, last: date) -> tuple[date, ...]:
    """The days after `first`, up to `last`, on which an agreement begins or no longer holds."""
    found = set()
    for agreement in _in_effect(contract, agreements):
        if agreement.valid_from is not None:
            found.add(agreement.valid_from)
        if agreement.valid_to is not None and agreement.valid_to < date.max:
            found.add(agreement.valid_to + _A_DAY)
    return tuple(sorted(day for day in found if first < day <= last))


def renewed(agreements: Sequence[Agreement]) -> list[Agreement]:
    """Agreements of one type by their first day; one that goes on with the same terms is one agreement."""
    found: list[Agreement] = []
    for agreement in sorted(agreements, key=_first_day):
        before = found[-1] if found else None
        if before is None or before.valid_to is None or not _goes_on(before, agreement):
            found.append(agreement)
        elif agreement.valid_to is None or agreement.valid_to > before.valid_to:
            found[-1] = replace(before, valid_to=agreement.valid_to)
    return found


def _goes_on(before: Agreement, after: Agreement) -> bool:
    same_terms = replace(after, valid_from=before.valid_from, valid_to=before.valid_to) == before
    return same_terms and before.valid_to is not None and _first_day(after) <= before.valid_to + _A_DAY


def _first_day(agreement: Agreement) -> date:
    return agreement.valid_from or date.min


def _in_effect(contract: Contract, agreements: Sequence[Agreement]) -> list[Agreement]:
    return [agreement for agreement in agreements if void_because(agreement, contract) is None]


def void_because(agreement: Agreement, contract: Contract) -> NoEffect | None:
    """Why an agreement opens nothing in this employment, whatever the day; None when it has effect.

    Sources: aml. §§ 10-5 (1), 10-6 (9), 10-8 (3), 10-12 (4); forskrift om arbeid i arbeidsgivers hjem § 9.
    """
    kind = agreement.type
    if not (agreement.written or (kind in _DECISIONS and agreement.decision)):
        return NoEffect.NOT_WRITTEN
    if agreement.period_weeks is not None and agreement.period_weeks < 1:
        return NoEffect.NO_PERIOD
    if kind in _LOCAL and not contract.tariff_bound:
        return NoEffect.NO_TARIFF
    if kind in _NEEDS_COMPENSATION and not agreement.compensatory_rest:
        return NoEffect.NO_COMPENSATORY_REST
    if contract.regime is Regime.HOME and kind not in _HOME_ALLOWED:
        return NoEffect.NOT_IN_HOME
    return None


def _covering(agreements: Sequence[Agreement], first: date | None, last: date | None) -> Agreement | None:
    """Of agreements in order of their first day: the one that sets the terms, when together they cover all the days."""
    if first is None or last is None:
        return agreements[-1]
    held, open_from = None, first
    for agreement in agreements:
        begins, ends = _first_day(agreement), agreement.valid_to or date.max
        if begins > open_from:
            break
        if begins <= first <= ends:
            held = agreement
        if ends >= open_from:
            open_from = ends if ends == date.max else ends + _A_DAY
    return held if open_from > last else None
