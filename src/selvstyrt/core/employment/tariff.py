"""What collective agreements say of hours and leave (tariffavtaler), beside the pay they set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from selvstyrt.core import law
from selvstyrt.core.base import NoAnswer, Ruling, Severity, months_after
from selvstyrt.core.employment.judging import judge

_HUNDREDTH = Decimal("0.01")
_HOUR = Decimal(60)


class RotaKind(StrEnum):
    """The kinds of rota that agreements give weeks of different length (arbeidstidsordning)."""

    DAY = "day"
    NIGHT_OR_SUNDAY = "night_or_sunday"
    CONTINUOUS = "continuous"


@dataclass(frozen=True, slots=True)
class TariffHours:
    """The longest average week of an agreement (tariffens arbeidsuke) for each kind of rota, in minutes."""

    tariff: str
    weekly_minutes: Mapping[RotaKind, int]

    @classmethod
    def at(cls, tariff: str, day: date, known_on: date | None = None) -> TariffHours:
        """The weeks in force on `day`; `tariff` is e.g. `tariff_virke`.

        Raises: WrongInput `unknown_law_value`; NoAnswer `no_value_for_day`.
        """
        rows = law.rows(f"{tariff}.weekly_hours", day, known_on)
        return cls(tariff, {RotaKind(row["work"]): int(row["weekly_minutes"]) for row in rows})

    def week_of(self, kind: RotaKind) -> int:
        """Minutes of the longest average week for a kind of rota.

        Raises: NoAnswer `tariff_week_unknown`.
        """
        if kind not in self.weekly_minutes:
            raise NoAnswer(
                "tariff_week_unknown",
                f"The week of {self.tariff} for {kind.value} is not known; read the agreement.",
                tariff=self.tariff,
                kind=kind.value,
            )
        return self.weekly_minutes[kind]


def rota_kind(*, night: bool, every_third_sunday: bool, continuous: bool) -> RotaKind:
    """The kind of a rota: work between 20 and 06 or at least every third Sunday gives the shorter week."""
    if continuous:
        return RotaKind.CONTINUOUS
    return RotaKind.NIGHT_OR_SUNDAY if night or every_third_sunday else RotaKind.DAY


_RULES = {"tariff_virke": "TAR-VIRKE", "tariff_ks": "TAR-KS", "tariff_nho": "TAR-NHO", "tariff_uloba": "TAR-ULOBA"}


# Landsoverenskomst for BPA (Virke); BPA-overenskomsten (NHO); Hovedtariffavtalen (KS); Uloba
def tariff_week(average_minutes: Decimal, kind: RotaKind, hours: TariffHours) -> Ruling:
    """The average week against the agreement's for that kind of rota; no assistant can agree to a longer one.

    Raises: NoAnswer `tariff_week_unknown`.
    """
    limit = hours.week_of(kind)
    rule = _RULES[hours.tariff]
    if hours.tariff == "tariff_virke":
        rule = f"{rule}-{Decimal(limit) / _HOUR}"
    given = {"average_minutes": average_minutes, "kind": kind.value}
    return judge(rule, average_minutes > limit, given, weekly_limit_minutes=limit)


# Hovedtariffavtalen (KS): three-part rota with the weights of aml. § 10-4 (6)
def ks_three_part_week(
    total_minutes: int, sunday_minutes: int, night_minutes: int, hours: TariffHours, day: date
) -> Ruling:
    """The week of a three-part rota under KS: from 37.5 hours down, between 33.6 and 35.5.

    Each Sunday hour counts 70 minutes and each night hour 75; an hour that is both is given as night only.
    """
    weights = [law.number(f"aml.three_part_{kind}_weight", day) / _HOUR - 1 for kind in ("sunday", "night")]
    share = 1 + (weights[0] * sunday_minutes + weights[1] * night_minutes) / total_minutes
    raw = hours.week_of(RotaKind.DAY) / share
    most, least = hours.week_of(RotaKind.NIGHT_OR_SUNDAY), hours.week_of(RotaKind.CONTINUOUS)
    limit = max(Decimal(least), min(Decimal(most), raw)).quantize(_HUNDREDTH, ROUND_HALF_UP)
    given = {"total_minutes": total_minutes, "sunday_minutes": sunday_minutes, "night_minutes": night_minutes}
    return judge("TAR-KS", False, given, weekly_limit_minutes=limit)


# KS SGS 1010
def trip_planned(
    start: date,
    planned: date | None,
    *,
    shows_active: bool,
    shows_passive: bool,
    shows_free: bool,
    rest_kept: bool,
) -> Ruling:
    """Before a trip with a user there is a plan of active, passive and free time, and everybody's rest is kept.

    The term ran to the end of 2024; after that a breach is a warning, for its extension has not been verified.

    Raises: NoAnswer `no_value_for_day` before 2023.
    """
    entry = law.dated("tariff_ks.trip_plan").at(start)
    in_time = planned is not None and planned < start
    complete = shows_active and shows_passive and shows_free
    given = {"start": start, "planned": planned, "complete": complete, "rest_kept": rest_kept}
    severity = Severity.ILLEGAL if entry.certainty == "high" else Severity.WARNING
    broken = not (in_time and complete and rest_kept)
    return judge("TAR-SGS1010", broken, given, severity=severity, plan_in_time=in_time, plan_complete=complete)


# Uloba – Fagforbundet; aml. § 15-3 has no rule of its own for it
def notice_when_holder_dies(received: date, *, months_by_act: int, tariff: str | None = None) -> Ruling:
    """When the decision owner dies: ordinary notice by the act, at least two months where Uloba's agreement binds."""
    agreed = int(law.number("tariff_uloba.holder_dies_months", received)) if tariff == "tariff_uloba" else 0
    months = max(months_by_act, agreed)
    runs_from = months_after(received.replace(day=1), 1)
    last_day = months_after(runs_from, months) - timedelta(days=1)
    rule = "TAR-ULOBA" if agreed > months_by_act else "AML-15-3"
    given: dict[str, Any] = {"received": received, "months_by_act": months_by_act, "tariff": tariff}
    return judge(rule, False, given, months=months, runs_from=runs_from, last_day=last_day)


# no act gives short welfare leave
def welfare_leave(*, agreed: bool) -> Ruling:
    """Short welfare leave (velferdspermisjon) comes from a tariff or an agreement only, e.g. to see a doctor."""
    return judge("TAR-WELFARE", False, {"agreed": agreed}, statutory=False, right=agreed)
