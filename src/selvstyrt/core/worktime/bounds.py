"""What the agreements on record allow (rammer): the rungs of the ladder in aml. chapter 10 as plain numbers.

`check` and the roster engine read the same `Bounds`, so that they cannot disagree. All times are minutes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from selvstyrt.core.base import NoAnswer
from selvstyrt.core.worktime.limits import HomeLimits, Limits
from selvstyrt.core.worktime.values import Agreement, AgreementType, Contract, Regime

DAY = 24 * 60

_LOCAL = {
    AgreementType.AVERAGING_UNION_LOCAL,
    AgreementType.REST_8H_28H_UNION_LOCAL,
    AgreementType.OVERTIME_UNION_LOCAL,
    AgreementType.TOTAL_16H_UNION_LOCAL,
    AgreementType.UNION_10_12_4,
}
_NEEDS_COMPENSATION = {AgreementType.REST_8H_28H_UNION_LOCAL, AgreementType.TOTAL_16H_UNION_LOCAL}
_DECISIONS = {
    AgreementType.AVERAGING_ARBEIDSTILSYNET,
    AgreementType.PASSIVE_ARBEIDSTILSYNET_10_4_2,
    AgreementType.ARBEIDSTILSYNET_10_12_7,
    AgreementType.OVERTIME_ARBEIDSTILSYNET,
}
_HOME_ALLOWED = {AgreementType.AVERAGING_INDIVIDUAL, *_DECISIONS}


class SundayMode(StrEnum):
    """How Sundays and holidays are kept free (søn- og helgedagsfri)."""

    NEXT = "next"
    AVERAGING = "averaging"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class AgreementFault:
    """An agreement that the law does not allow as written (ugyldig avtale): its period is too long."""

    rule: str
    type: AgreementType
    weeks: int
    max_weeks: int


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one assistant's contract and agreements allow (rammer), in minutes and weeks.

    None means open: no bound of this kind applies. A `*_ceiling` is as far as an agreement that is
    not on record could reach; beyond it a breach is illegal, below it it needs an agreement.
    """

    regime: Regime
    tariff_bound: bool
    # aml. §§ 10-4 and 10-5
    daily_ordinary: int | None
    daily_rule: str
    daily_ceiling: int
    weekly_ordinary: int | None
    weekly_rule: str
    weekly_ceiling: int
    averaging_weeks: int | None
    average_limit: int
    averaging_rule: str
    averaging_from: date | None
    week_cap: int | None
    week_average: int
    week_average_weeks: int
    # aml. § 10-4 (2)
    passive: bool
    passive_consent: int | None
    # aml. § 10-6
    overtime_week: int
    overtime_4_weeks: int
    overtime_52_weeks: int
    overtime_rule: str
    overtime_ceilings: tuple[int, int, int]
    overtime_open: bool
    total_daily: int | None
    total_daily_ceiling: int
    total_week_cap: int | None
    total_week_average: int | None
    # aml. § 10-8
    daily_rest: int
    daily_rest_full: int
    daily_rest_ceiling: int
    weekly_rest: int
    weekly_rest_full: int
    weekly_rest_ceiling: int
    compensate: bool
    main_period: int
    span_limit: int | None
    sunday_mode: SundayMode
    sunday_weeks: int
    sunday_rest_every_weeks: int
    # § 10-12 (4)
    union_max_24h: int | None
    union: bool
    union_consent: bool
    union_compensation: bool
    respite: bool
    faults: tuple[AgreementFault, ...]

    def required_daily_rest(self) -> int:
        """Minutes free between two main work periods (daglig arbeidsfri)."""
        return self.daily_rest

    def required_weekly_rest(self) -> int:
        """Minutes free in one stretch inside each week (ukentlig arbeidsfri)."""
        return self.weekly_rest


def on_record(
    contract: Contract, agreements: Sequence[Agreement], first: date | None = None, last: date | None = None
) -> dict[AgreementType, Agreement]:
    """The agreements that have effect (gyldige avtaler) for all days from `first` to `last`.

    Oral agreements are void; a local union agreement only binds where the employer is bound by a
    tariff; shorter rest and 16 hours presuppose compensatory rest.
    """
    found: dict[AgreementType, Agreement] = {}
    for agreement in agreements:
        kind = agreement.type
        if not (agreement.written or (kind in _DECISIONS and agreement.decision)):
            continue
        if kind in _LOCAL and not contract.tariff_bound:
            continue
        if kind in _NEEDS_COMPENSATION and not agreement.compensatory_rest:
            continue
        if contract.regime is Regime.HOME and kind not in _HOME_ALLOWED:
            continue
        if first is not None and agreement.valid_from is not None and agreement.valid_from > first:
            continue
        if last is not None and agreement.valid_to is not None and agreement.valid_to < last:
            continue
        found[kind] = agreement
    return found


def bounds(
    contract: Contract,
    agreements: Sequence[Agreement],
    limits: Limits,
    *,
    first: date | None = None,
    last: date | None = None,
) -> Bounds:
    """What the contract and the agreements on record allow (rammene) from `first` to `last`.

    Raises: NoAnswer `no_home_rules` when the private home regulation is asked for before it existed.
    """
    held = on_record(contract, agreements, first, last)
    faults = _faults(contract, held, limits)
    for fault in faults:
        del held[fault.type]
    if contract.regime is Regime.HOME:
        if limits.home is None:
            raise NoAnswer(
                "no_home_rules",
                "The regulation on work in the employer's home has no values for this day. Ask from 1 July 2022.",
                day=first,
            )
        return _home(contract, held, limits, limits.home, faults)
    return _aml(contract, held, limits, faults)


def _faults(contract: Contract, held: dict[AgreementType, Agreement], limits: Limits) -> tuple[AgreementFault, ...]:
    averaging = "HOME-9-AVG" if contract.regime is Regime.HOME else "AML-10-5-AVG"
    most = {
        AgreementType.AVERAGING_INDIVIDUAL: (averaging, limits.averaging_max_weeks),
        AgreementType.AVERAGING_UNION_LOCAL: (averaging, limits.averaging_max_weeks),
        AgreementType.AVERAGING_ARBEIDSTILSYNET: (averaging, limits.averaging_arbeidstilsynet_max_weeks),
        AgreementType.SUNDAY_AVERAGING_INDIVIDUAL: ("AML-10-8-4-AVG", limits.sunday_averaging_max_weeks),
    }
    return tuple(
        AgreementFault(rule, kind, agreement.period_weeks, weeks)
        for kind, agreement in held.items()
        if kind in most
        for rule, weeks in [most[kind]]
        if agreement.period_weeks is not None and agreement.period_weeks > weeks
    )


@dataclass(frozen=True, slots=True)
class _Rung:
    """One rung of the averaging ladder."""

    daily: int
    rule: str
    week_cap: int | None
    max_weeks: int
    agreement: Agreement


def _averaging(held: dict[AgreementType, Agreement], limits: Limits, home: HomeLimits | None) -> _Rung | None:
    """The highest rung of § 10-5 on record."""
    if found := held.get(AgreementType.AVERAGING_ARBEIDSTILSYNET):
        weeks = limits.averaging_arbeidstilsynet_max_weeks
        return _Rung(limits.averaging_arbeidstilsynet_daily, "AML-10-5-3", None, weeks, found)
    if found := held.get(AgreementType.AVERAGING_UNION_LOCAL):
        cap = limits.averaging_local_week_cap
        return _Rung(limits.averaging_local_daily, "AML-10-5-2", cap, limits.averaging_max_weeks, found)
    if found := held.get(AgreementType.AVERAGING_INDIVIDUAL):
        if home is not None:
            return _Rung(home.averaging_daily, "HOME-9", home.averaging_week_cap, home.averaging_max_weeks, found)
        cap = limits.averaging_individual_week_cap
        return _Rung(limits.averaging_individual_daily, "AML-10-5-1", cap, limits.averaging_max_weeks, found)
    return None


def _weekly_rule(contract: Contract, limits: Limits) -> str:
    """Which paragraph of § 10-4 the weekly limit rests on."""
    basis = contract.weekly_limit_basis
    for paragraph in ("4", "5", "6"):
        if basis.startswith(f"10-4({paragraph})"):
            return f"AML-10-4-{paragraph}"
    exact = {
        limits.ordinary_weekly: "AML-10-4-1-W",
        limits.ordinary_weekly_shift: "AML-10-4-4",
        limits.ordinary_weekly_continuous: "AML-10-4-5",
    }
    if contract.weekly_limit_minutes in exact:
        return exact[contract.weekly_limit_minutes]
    between = limits.ordinary_weekly_continuous < contract.weekly_limit_minutes < limits.ordinary_weekly_shift
    return "AML-10-4-6" if between and not contract.tariff_bound else "TAR-WEEK"


def _aml(
    contract: Contract,
    held: dict[AgreementType, Agreement],
    limits: Limits,
    faults: tuple[AgreementFault, ...],
) -> Bounds:
    union = held.get(AgreementType.UNION_10_12_4)
    consent = held.get(AgreementType.ARBEIDSTILSYNET_10_12_7)
    rest = held.get(AgreementType.REST_8H_28H_UNION_LOCAL)
    overtime = AgreementType.OVERTIME_UNION_LOCAL in held
    inspected = AgreementType.OVERTIME_ARBEIDSTILSYNET in held
    sixteen = AgreementType.TOTAL_16H_UNION_LOCAL in held
    respite = contract.regime is Regime.AVL and AgreementType.RESPITE_INDIVIDUAL in held
    rung = _averaging(held, limits, None)
    opened = union or consent
    tariff = contract.tariff_bound
    open_day = None if opened or respite else 0
    daily = rung.daily if rung else limits.ordinary_daily
    if consent and consent.max_24h_minutes is not None and not union:
        daily, open_day = consent.max_24h_minutes, 0
    total = limits.total_daily_local if sixteen else limits.total_daily
    if consent and consent.max_24h_minutes is not None:
        total = consent.max_24h_minutes
    sundays = held.get(AgreementType.SUNDAY_AVERAGING_INDIVIDUAL)
    local_rest = (limits.daily_rest_local, limits.weekly_rest_local)
    need_day, need_week = (limits.daily_rest, limits.weekly_rest)
    if rest:
        need_day = max(local_rest[0], rest.min_daily_minutes or 0)
        need_week = max(local_rest[1], rest.min_weekly_minutes or 0)
    if opened:
        need_day, need_week = opened.min_daily_minutes or 0, opened.min_weekly_minutes or 0
    return Bounds(
        regime=contract.regime,
        tariff_bound=tariff,
        daily_ordinary=None if open_day is None else daily,
        daily_rule=f"{rung.rule}-D" if rung else "AML-10-4-1-D",
        daily_ceiling=limits.averaging_arbeidstilsynet_daily,
        weekly_ordinary=None if union or respite or rung else contract.weekly_limit_minutes,
        weekly_rule=_weekly_rule(contract, limits),
        weekly_ceiling=limits.averaging_weekly,
        averaging_weeks=None if rung is None or union else (rung.agreement.period_weeks or rung.max_weeks),
        average_limit=contract.weekly_limit_minutes,
        averaging_rule=rung.rule if rung else "",
        averaging_from=rung.agreement.valid_from if rung else None,
        week_cap=None if rung is None or union else rung.week_cap,
        week_average=limits.averaging_weekly,
        week_average_weeks=limits.week_average_weeks,
        passive=contract.passive_work,
        passive_consent=(
            limits.passive_consent_daily if AgreementType.PASSIVE_ARBEIDSTILSYNET_10_4_2 in held else None
        ),
        overtime_week=_pick(
            inspected, limits.overtime_arbeidstilsynet_week, overtime, limits.overtime_local_week, limits.overtime_week
        ),
        overtime_4_weeks=_pick(
            inspected,
            4 * limits.overtime_arbeidstilsynet_week,
            overtime,
            limits.overtime_local_4_weeks,
            limits.overtime_4_weeks,
        ),
        overtime_52_weeks=_pick(
            inspected,
            2 * limits.overtime_arbeidstilsynet_26_weeks,
            overtime,
            limits.overtime_local_52_weeks,
            limits.overtime_52_weeks,
        ),
        overtime_rule="AML-10-6-6" if inspected else "AML-10-6-5" if overtime else "AML-10-6-4",
        overtime_ceilings=_overtime_ceilings(limits),
        overtime_open=bool(union),
        total_daily=None if union or respite or (consent and consent.max_24h_minutes is None) else total,
        total_daily_ceiling=limits.total_daily_local if tariff and not sixteen else total,
        total_week_cap=(
            limits.total_week_cap if overtime and rung and rung.rule == "AML-10-5-2" and not union else None
        ),
        total_week_average=None if union or respite else limits.total_weekly,
        daily_rest=need_day,
        daily_rest_full=limits.daily_rest,
        daily_rest_ceiling=local_rest[0] if tariff and not rest else need_day,
        weekly_rest=limits.respite.weekly_rest if respite and limits.respite else need_week,
        weekly_rest_full=limits.weekly_rest,
        weekly_rest_ceiling=local_rest[1] if tariff and not rest else need_week,
        compensate=bool(rest or opened),
        main_period=max(DAY - limits.daily_rest, limits.total_daily_local if sixteen else 0),
        span_limit=None if sixteen or opened or respite else DAY - limits.daily_rest,
        sunday_mode=_sunday_mode(held, bool(union), bool(sundays)),
        sunday_weeks=(sundays.period_weeks if sundays else None) or limits.sunday_averaging_max_weeks,
        sunday_rest_every_weeks=limits.sunday_rest_every_weeks,
        union_max_24h=union.max_24h_minutes if union else None,
        union=bool(union),
        union_consent=bool(union and union.individual_consent),
        union_compensation=bool(union and union.compensatory_rest),
        respite=respite,
        faults=faults,
    )


def _pick(first: bool, first_value: int, second: bool, second_value: int, otherwise: int) -> int:
    if first:
        return first_value
    return second_value if second else otherwise


def _overtime_ceilings(limits: Limits) -> tuple[int, int, int]:
    """As far as Arbeidstilsynet could allow under § 10-6 (6)."""
    week = limits.overtime_arbeidstilsynet_week
    return week, 4 * week, 2 * limits.overtime_arbeidstilsynet_26_weeks


def _sunday_mode(held: dict[AgreementType, Agreement], union: bool, averaging: bool) -> SundayMode:
    if union or AgreementType.RELIGIOUS_SWAP_10_10_5 in held:
        return SundayMode.FREE
    return SundayMode.AVERAGING if averaging else SundayMode.NEXT


def _home(
    contract: Contract,
    held: dict[AgreementType, Agreement],
    limits: Limits,
    home: HomeLimits,
    faults: tuple[AgreementFault, ...],
) -> Bounds:
    consent = held.get(AgreementType.ARBEIDSTILSYNET_10_12_7)
    inspected = AgreementType.OVERTIME_ARBEIDSTILSYNET in held
    rung = _averaging(held, limits, home)
    need_day = (consent.min_daily_minutes or 0) if consent else home.daily_rest
    need_week = (consent.min_weekly_minutes or 0) if consent else home.weekly_rest
    opened_day = consent.max_24h_minutes if consent else None
    return Bounds(
        regime=contract.regime,
        tariff_bound=False,
        daily_ordinary=opened_day if consent else rung.daily if rung else home.ordinary_daily,
        daily_rule="HOME-9-D",
        daily_ceiling=limits.averaging_arbeidstilsynet_daily,
        weekly_ordinary=None if rung else contract.weekly_limit_minutes,
        weekly_rule="HOME-9-W",
        weekly_ceiling=home.averaging_weekly,
        averaging_weeks=(rung.agreement.period_weeks or rung.max_weeks) if rung else None,
        average_limit=contract.weekly_limit_minutes,
        averaging_rule="HOME-9" if rung else "",
        averaging_from=rung.agreement.valid_from if rung else None,
        week_cap=rung.week_cap if rung else None,
        week_average=home.averaging_weekly,
        week_average_weeks=limits.week_average_weeks,
        passive=contract.passive_work,
        passive_consent=(
            limits.passive_consent_daily if AgreementType.PASSIVE_ARBEIDSTILSYNET_10_4_2 in held else None
        ),
        overtime_week=limits.overtime_arbeidstilsynet_week if inspected else home.overtime_week,
        overtime_4_weeks=4 * limits.overtime_arbeidstilsynet_week if inspected else home.overtime_4_weeks,
        overtime_52_weeks=2 * limits.overtime_arbeidstilsynet_26_weeks if inspected else home.overtime_52_weeks,
        overtime_rule="HOME-11",
        overtime_ceilings=_overtime_ceilings(limits),
        overtime_open=False,
        total_daily=opened_day if consent else home.total_daily,
        total_daily_ceiling=home.total_daily,
        total_week_cap=None,
        total_week_average=home.total_weekly,
        daily_rest=need_day,
        daily_rest_full=home.daily_rest,
        daily_rest_ceiling=need_day,
        weekly_rest=need_week,
        weekly_rest_full=home.weekly_rest,
        weekly_rest_ceiling=need_week,
        compensate=bool(consent),
        main_period=DAY - home.daily_rest,
        span_limit=None if consent else DAY - home.daily_rest,
        sunday_mode=SundayMode.FREE,
        sunday_weeks=limits.sunday_averaging_max_weeks,
        sunday_rest_every_weeks=limits.sunday_rest_every_weeks,
        union_max_24h=None,
        union=False,
        union_consent=False,
        union_compensation=False,
        respite=False,
        faults=faults,
    )
