"""What the working-time rules are asked about: shifts, contract, agreements, ways of counting.

The vocabulary of contracts and agreements is that of the roster problem file
(`selvstyrt-roster-problem/1`), so that a file, a database row and a test say the same thing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from selvstyrt.core.base import Span


class Regime(StrEnum):
    """Which body of rules governs the employment (regelverk)."""

    AML = "AML"
    HOME = "HOME"
    AVL = "AVL"


class ShiftKind(StrEnum):
    """What the time counts as under aml. § 10-1."""

    ORDINARY = "ordinary"
    MERTID = "mertid"
    OVERTIME = "overtime"
    STANDBY = "standby"


@dataclass(frozen=True, slots=True)
class WorkShift:
    """One shift of one assistant (vakt), planned or worked; stored once, never cut at midnight.

    `passive_minutes` are minutes of resting duty on site inside the shift (full working time by
    law). A break counts as working time unless `break_counts_as_work` is False. `callouts` are
    only for standby at home. `overtime_break_minutes` is the extra break of aml. § 10-9 (2); it is
    not counted as overtime, unless the span already leaves it out (`overtime_break_inside` False).
    `other_post` is work in another post with the same employer, beside respite (avlasterforskriften §§ 5, 10).
    """

    id: str
    span: Span
    kind: ShiftKind = ShiftKind.ORDINARY
    break_minutes: int = 0
    break_counts_as_work: bool = True
    passive_minutes: int = 0
    overtime_break_minutes: int = 0
    overtime_break_inside: bool = True
    callouts: tuple[Span, ...] = ()
    other_post: bool = False


@dataclass(frozen=True, slots=True)
class Contract:
    """The employment of one assistant with one employer, as far as working time asks (arbeidsavtale).

    `standby_counts` is False where standby at home is already turned into ordinary hours in the
    plan. `compulsory_school`, `school_free_days` and `light_work` only matter under 18: light work
    harms neither health nor schooling.
    """

    regime: Regime = Regime.AML
    tariff_bound: bool = False
    weekly_limit_minutes: int = 2400
    agreed_weekly_minutes: int | None = None
    passive_work: bool = False
    regular_night_worker: bool = False
    night_special_strain: bool = False
    sunday_work_justified: bool = True
    night_work_justified: bool = True
    weekly_limit_basis: str = ""
    birth_date: date | None = None
    standby_counts: bool = True
    compulsory_school: bool = False
    school_free_days: frozenset[date] = frozenset()
    light_work: bool = False


class AgreementType(StrEnum):
    """Who has agreed to what (avtale om arbeidstid); the ladder of aml. chapter 10."""

    AVERAGING_INDIVIDUAL = "averaging_individual"
    AVERAGING_UNION_LOCAL = "averaging_union_local"
    AVERAGING_ARBEIDSTILSYNET = "averaging_arbeidstilsynet"
    REST_8H_28H_UNION_LOCAL = "rest_8h_28h_union_local"
    OVERTIME_UNION_LOCAL = "overtime_union_local"
    OVERTIME_ARBEIDSTILSYNET = "overtime_arbeidstilsynet"
    TOTAL_16H_UNION_LOCAL = "total_16h_union_local"
    UNION_10_12_4 = "union_10_12_4"
    PASSIVE_ARBEIDSTILSYNET_10_4_2 = "passive_arbeidstilsynet_10_4_2"
    ARBEIDSTILSYNET_10_12_7 = "arbeidstilsynet_10_12_7"
    SUNDAY_AVERAGING_INDIVIDUAL = "sunday_averaging_individual"
    RELIGIOUS_SWAP_10_10_5 = "religious_swap_10_10_5"
    NIGHT_UNION_LOCAL_10_11_9 = "union_local_10_11_9"
    RESPITE_INDIVIDUAL = "respite_individual"
    RESPITE_LONG_INDIVIDUAL = "respite_long_individual"


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement or permission on record, with the bounds that it sets itself (minutes)."""

    type: AgreementType
    written: bool = True
    period_weeks: int | None = None
    compensatory_rest: bool = False
    min_daily_minutes: int | None = None
    min_weekly_minutes: int | None = None
    max_24h_minutes: int | None = None
    individual_consent: bool = False
    decision: bool = False
    valid_from: date | None = None
    valid_to: date | None = None


class CountingMode(StrEnum):
    """How "in the course of 24 hours" is counted (CNT-24H)."""

    START_DAY = "start_day"
    FIXED_SPLIT = "fixed_split"
    ROLLING = "rolling"


class HoursBasis(StrEnum):
    """What a duration is measured on when the clock changes (CNT-DST): elapsed time or the clock on the wall."""

    ELAPSED = "elapsed"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Settings:
    """Counting conventions where the statute is open (telleregler); day boundary in minutes after 00:00."""

    h24_mode: CountingMode = CountingMode.START_DAY
    day_boundary_minutes: int = 0
    week_start: int = 0  # Monday = 0, as date.weekday()
    timezone: str = "Europe/Oslo"
    hours_basis: HoursBasis = HoursBasis.ELAPSED


@dataclass(frozen=True, slots=True)
class Assessed:
    """Everything about one assistant that the rules look at.

    `period` is the stretch that is judged and should start on a week boundary; time outside it is
    unknown, not free. `shifts` are judged; `history` counts (rest, averages) but is not itself a
    breach to be reported: work before the period and work in other schemes of the same employer.
    `elsewhere` is work for other employers, which only counts under 18 (aml. § 11-2 (4)).
    """

    who: str
    shifts: tuple[WorkShift, ...]
    contract: Contract
    agreements: tuple[Agreement, ...] = ()
    settings: Settings = Settings()
    period: Span | None = None
    history: tuple[WorkShift, ...] = ()
    valid_on: date | None = None
    elsewhere: tuple[WorkShift, ...] = ()
