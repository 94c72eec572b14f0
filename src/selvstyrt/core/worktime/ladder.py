"""The ladder (avtaletrappen): from the statute's own bounds, each agreement with effect moves its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from selvstyrt.core.base import NoAnswer
from selvstyrt.core.worktime.bounds import AgreementFault, Bounds, Held, SundayMode, on_record
from selvstyrt.core.worktime.limits import HomeLimits, Limits
from selvstyrt.core.worktime.values import Agreement, AgreementType, Contract, Regime

DAY = 24 * 60
_TARIFF_WEEKS = ("TAR-VIRKE-37.5", "TAR-VIRKE-35.5", "TAR-VIRKE-33.6")


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
    return _bounds(contract, tuple(agreements), limits, first, last)


@lru_cache(maxsize=1024)
def _bounds(
    contract: Contract, agreements: tuple[Agreement, ...], limits: Limits, first: date | None, last: date | None
) -> Bounds:
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
        found = _home_base(contract, limits, limits.home)
        steps = [_with_averaging, _with_passive_consent, _with_overtime, _with_consent]
    else:
        found = _base(contract, limits)
        steps = [
            _with_averaging,
            _with_passive_consent,
            _with_overtime,
            _with_sixteen_hours,
            _with_shorter_rest,
            _with_sundays,
            _with_nights,
            _with_consent,
            _with_union,
            _with_respite,
        ]
    for step in steps:
        found = step(found, held, limits)
    return replace(found, faults=faults)


def _faults(contract: Contract, held: Held, limits: Limits) -> tuple[AgreementFault, ...]:
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


# the statute before any agreement: aml. §§ 10-4 (1), 10-6 (4), (8), 10-8 (1), (2), (4)
def _base(contract: Contract, limits: Limits) -> Bounds:
    tariff = contract.tariff_bound
    return Bounds(
        regime=contract.regime,
        tariff_bound=tariff,
        daily_ordinary=limits.ordinary_daily,
        daily_rule="AML-10-4-1-D",
        daily_ceiling=limits.averaging_arbeidstilsynet_daily,
        weekly_ordinary=contract.weekly_limit_minutes,
        weekly_rule=_weekly_rule(contract, limits),
        weekly_ceiling=limits.averaging_weekly,
        average_limit=contract.weekly_limit_minutes,
        week_average=limits.averaging_weekly,
        week_average_weeks=limits.week_average_weeks,
        passive=contract.passive_work,
        overtime_week=limits.overtime_week,
        overtime_4_weeks=limits.overtime_4_weeks,
        overtime_52_weeks=limits.overtime_52_weeks,
        overtime_rule="AML-10-6-4",
        overtime_ceilings=_overtime_ceilings(limits),
        total_daily=limits.total_daily,
        total_daily_ceiling=limits.total_daily_local if tariff else limits.total_daily,
        total_week_average=limits.total_weekly,
        daily_rest=limits.daily_rest,
        daily_rest_full=limits.daily_rest,
        daily_rest_ceiling=limits.daily_rest_local if tariff else limits.daily_rest,
        weekly_rest=limits.weekly_rest,
        weekly_rest_full=limits.weekly_rest,
        weekly_rest_ceiling=limits.weekly_rest_local if tariff else limits.weekly_rest,
        main_period=DAY - limits.daily_rest,
        span_limit=DAY - limits.daily_rest,
        sunday_mode=SundayMode.NEXT,
        sunday_weeks=limits.sunday_averaging_max_weeks,
        sunday_rest_every_weeks=limits.sunday_rest_every_weeks,
    )


# forskrift om arbeid i arbeidsgivers hjem §§ 9-13: no local agreements, no Sunday rule
def _home_base(contract: Contract, limits: Limits, home: HomeLimits) -> Bounds:
    return replace(
        _base(contract, limits),
        tariff_bound=False,
        daily_ordinary=home.ordinary_daily,
        daily_rule="HOME-9-D",
        weekly_rule="HOME-9-W",
        weekly_ceiling=home.averaging_weekly,
        week_average=home.averaging_weekly,
        overtime_week=home.overtime_week,
        overtime_4_weeks=home.overtime_4_weeks,
        overtime_52_weeks=home.overtime_52_weeks,
        overtime_rule="HOME-11",
        total_daily=home.total_daily,
        total_daily_ceiling=home.total_daily,
        total_week_average=home.total_weekly,
        daily_rest=home.daily_rest,
        daily_rest_full=home.daily_rest,
        daily_rest_ceiling=home.daily_rest,
        weekly_rest=home.weekly_rest,
        weekly_rest_full=home.weekly_rest,
        weekly_rest_ceiling=home.weekly_rest,
        main_period=DAY - home.daily_rest,
        span_limit=DAY - home.daily_rest,
        sunday_mode=SundayMode.FREE,
    )


def _weekly_rule(contract: Contract, limits: Limits) -> str:
    """Which paragraph of § 10-4 the weekly limit rests on; a tariff's own limit has a rule of its own."""
    basis = contract.weekly_limit_basis
    if basis in _TARIFF_WEEKS:
        return basis
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


def _overtime_ceilings(limits: Limits) -> tuple[int, int, int]:
    """As far as Arbeidstilsynet could allow under § 10-6 (6)."""
    week = limits.overtime_arbeidstilsynet_week
    return week, 4 * week, 2 * limits.overtime_arbeidstilsynet_26_weeks


# aml. § 10-5 (1), (2), (3): the highest rung on record
def _with_averaging(found: Bounds, held: Held, limits: Limits) -> Bounds:
    home = limits.home if found.regime is Regime.HOME else None
    local_week, single_week = limits.averaging_local_week_cap, limits.averaging_individual_week_cap
    rungs = [
        (AgreementType.AVERAGING_ARBEIDSTILSYNET, "AML-10-5-3", limits.averaging_arbeidstilsynet_daily, None),
        (AgreementType.AVERAGING_UNION_LOCAL, "AML-10-5-2", limits.averaging_local_daily, local_week),
        (AgreementType.AVERAGING_INDIVIDUAL, "AML-10-5-1", limits.averaging_individual_daily, single_week),
    ]
    for kind, rule, daily, cap in rungs:
        if kind not in held:
            continue
        inspected = kind is AgreementType.AVERAGING_ARBEIDSTILSYNET
        most = limits.averaging_arbeidstilsynet_max_weeks if inspected else limits.averaging_max_weeks
        if home is not None and not inspected:
            rule, daily, cap, most = "HOME-9", home.averaging_daily, home.averaging_week_cap, home.averaging_max_weeks
        return replace(
            found,
            daily_ordinary=daily,
            daily_rule="HOME-9-D" if home is not None else f"{rule}-D",
            weekly_ordinary=None,
            averaging_weeks=held[kind].period_weeks or most,
            averaging_rule="HOME-9" if home is not None else rule,
            averaging_from=held[kind].valid_from,
            week_cap=cap,
        )
    return found


# aml. § 10-4 (2), last sentence
def _with_passive_consent(found: Bounds, held: Held, limits: Limits) -> Bounds:
    if AgreementType.PASSIVE_ARBEIDSTILSYNET_10_4_2 not in held:
        return found
    return replace(found, passive_consent=limits.passive_consent_daily)


# aml. § 10-6 (5), (6) and (8)
def _with_overtime(found: Bounds, held: Held, limits: Limits) -> Bounds:
    home = found.regime is Regime.HOME
    if AgreementType.OVERTIME_UNION_LOCAL in held:
        both = found.averaging_rule == "AML-10-5-2"
        found = replace(
            found,
            overtime_week=limits.overtime_local_week,
            overtime_4_weeks=limits.overtime_local_4_weeks,
            overtime_52_weeks=limits.overtime_local_52_weeks,
            overtime_rule="AML-10-6-5",
            total_week_cap=limits.total_week_cap if both else None,
        )
    if AgreementType.OVERTIME_ARBEIDSTILSYNET in held:
        week, month, year = found.overtime_ceilings
        found = replace(
            found,
            overtime_week=week,
            overtime_4_weeks=month,
            overtime_52_weeks=year,
            overtime_26_weeks=limits.overtime_arbeidstilsynet_26_weeks,
            overtime_rule="HOME-11" if home else "AML-10-6-6",
        )
    return found


# aml. § 10-6 (9): compensatory rest is a condition
def _with_sixteen_hours(found: Bounds, held: Held, limits: Limits) -> Bounds:
    if AgreementType.TOTAL_16H_UNION_LOCAL not in held:
        return found
    most = limits.total_daily_local
    return replace(found, total_daily=most, total_daily_ceiling=most, main_period=most, span_limit=None)


# aml. § 10-8 (3)
def _with_shorter_rest(found: Bounds, held: Held, limits: Limits) -> Bounds:
    agreement = held.get(AgreementType.REST_8H_28H_UNION_LOCAL)
    if agreement is None:
        return found
    daily = max(limits.daily_rest_local, agreement.min_daily_minutes or 0)
    weekly = max(limits.weekly_rest_local, agreement.min_weekly_minutes or 0)
    return replace(
        found,
        daily_rest=daily,
        daily_rest_ceiling=daily,
        weekly_rest=weekly,
        weekly_rest_ceiling=weekly,
        compensate=True,
    )


# aml. § 10-8 (4) and § 10-10 (5)
def _with_sundays(found: Bounds, held: Held, limits: Limits) -> Bounds:
    if AgreementType.RELIGIOUS_SWAP_10_10_5 in held:
        return replace(found, sunday_mode=SundayMode.FREE)
    agreement = held.get(AgreementType.SUNDAY_AVERAGING_INDIVIDUAL)
    if agreement is None:
        return found
    weeks = agreement.period_weeks or limits.sunday_averaging_max_weeks
    return replace(found, sunday_mode=SundayMode.AVERAGING, sunday_weeks=weeks, sunday_from=agreement.valid_from)


# aml. § 10-11 (9): compensatory rest is a condition
def _with_nights(found: Bounds, held: Held, limits: Limits) -> Bounds:
    return replace(found, night_open=AgreementType.NIGHT_UNION_LOCAL_10_11_9 in held)


# aml. § 10-12 (7): care work that is wholly or partly passive
def _with_consent(found: Bounds, held: Held, limits: Limits) -> Bounds:
    agreement = held.get(AgreementType.ARBEIDSTILSYNET_10_12_7)
    if agreement is None:
        return found
    return _opened(found, agreement, agreement.max_24h_minutes)


def _opened(found: Bounds, agreement: Agreement, most: int | None) -> Bounds:
    daily, weekly = agreement.min_daily_minutes or 0, agreement.min_weekly_minutes or 0
    return replace(
        found,
        daily_ordinary=most,
        total_daily=most,
        daily_rest=daily,
        daily_rest_ceiling=daily,
        weekly_rest=weekly,
        weekly_rest_ceiling=weekly,
        compensate=True,
        span_limit=None,
    )


# aml. § 10-12 (4)
def _with_union(found: Bounds, held: Held, limits: Limits) -> Bounds:
    agreement = held.get(AgreementType.UNION_10_12_4)
    if agreement is None:
        return found
    return replace(
        _opened(found, agreement, None),
        weekly_ordinary=None,
        averaging_weeks=None,
        week_cap=None,
        overtime_open=True,
        total_week_cap=None,
        total_week_average=None,
        sunday_mode=SundayMode.FREE,
        night_open=True,
        union=True,
        union_max_24h=agreement.max_24h_minutes,
        union_consent=agreement.individual_consent,
        union_compensation=agreement.compensatory_rest,
    )


# avlasterforskriften §§ 4-12
def _with_respite(found: Bounds, held: Held, limits: Limits) -> Bounds:
    agreement = held.get(AgreementType.RESPITE_INDIVIDUAL)
    if agreement is None or found.regime is not Regime.AVL or limits.respite is None:
        return found
    shorter = agreement.min_daily_minutes if agreement.compensatory_rest else None
    long = AgreementType.RESPITE_LONG_INDIVIDUAL in held
    return replace(
        found,
        daily_ordinary=None,
        weekly_ordinary=None,
        averaging_weeks=None,
        week_cap=None,
        total_daily=None,
        total_week_average=None,
        daily_rest=limits.daily_rest if shorter is None else shorter,
        weekly_rest=max(limits.respite.weekly_rest, agreement.min_weekly_minutes or limits.weekly_rest),
        weekly_rest_ceiling=limits.respite.weekly_rest,
        span_limit=None,
        respite=True,
        respite_stretch=limits.respite.longest_stretch if long else limits.respite.stretch,
    )
