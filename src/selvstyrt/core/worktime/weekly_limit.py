"""Which weekly limit a rota has (ukegrensen): 40, 38 or 36 hours, or in between for three-part rotas."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from selvstyrt.core import law
from selvstyrt.core.base import Ruling, WrongInput
from selvstyrt.core.worktime.counting import Work, red_windows
from selvstyrt.core.worktime.judging import Judging
from selvstyrt.core.worktime.limits import Limits
from selvstyrt.core.worktime.night import of_work
from selvstyrt.core.worktime.values import Assessed


# aml. § 10-4 (6)
def three_part_rota(
    total: Fraction,
    sunday: Fraction,
    night: Fraction,
    every_third_sunday: bool,
    day: date,
    *,
    day_and_evening: Fraction | None = None,
) -> Ruling:
    """The limit of a three-part rota: each Sunday hour counts 70 minutes and each night hour 75, from 38 down to 36.

    An hour that is both is to be given as night only (`unsocial_minutes` counts so). Nobody who works fewer than every
    third Sunday is under it. Where the hours on day and evening are given, they must be a quarter of the whole; that is
    the reading of Norsk Sykepleierforbund, not the text.

    Raises: WrongInput `no_hours`.
    """
    if total <= 0:
        raise WrongInput("no_hours", "The rota has no hours; give the hours of the whole plan.", total=str(total))
    full, most, least = (
        Fraction(law.number(f"aml.{name}", day))
        for name in ("ordinary_weekly", "ordinary_weekly_shift", "ordinary_weekly_continuous")
    )
    sunday_extra = Fraction(law.number("aml.three_part_sunday_weight", day)) / 60 - 1
    night_extra = Fraction(law.number("aml.three_part_night_weight", day)) / 60 - 1
    raw = full / (1 + sunday_extra * sunday / total + night_extra * night / total)
    three_part = day_and_evening is None or day_and_evening / total >= Fraction(
        law.number("aml.three_part_day_share", day)
    )
    limit = max(least, min(most, raw)) if every_third_sunday and three_part else full
    return Ruling(figures={"raw_limit_minutes": _minutes(raw), "weekly_limit_minutes": _minutes(limit)})


# aml. § 10-4 (6) with §§ 10-10 (1) and 10-11 (1)
def unsocial_minutes(assessed: Assessed, limits: Limits) -> tuple[int, int, int]:
    """Minutes of the judged shifts: in all, on Sundays and holidays outside the night, and at night (21 to 06)."""
    judging = Judging(assessed, limits)
    works = [work for work in judging.index.works if work.judged]
    night = sum(of_work(judging, work) for work in works)
    sundays = sum(
        part.end - part.start - of_work(judging, part) for work in works for part in _sunday_parts(judging, work)
    )
    return sum(work.worked for work in works), sundays, night


def _sunday_parts(judging: Judging, work: Work) -> Iterator[Work]:
    clock = judging.index.clock
    for start, end, _ in red_windows(clock, clock.day_of(work.start), clock.day_of(work.end) + 1):
        first, last = max(start, work.start), min(end, work.end)
        if first < last:
            yield Work(work.shift, first, last, work.kind, work.judged, work.bucket)


def _minutes(hours: Fraction) -> Decimal:
    """Hours as minutes with the two decimals of an hour."""
    rounded = (Decimal(hours.numerator) / Decimal(hours.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return rounded * 60


# aml. § 10-4 (4) d
def mainly_night(total: Fraction, night: Fraction, day: date) -> Ruling:
    """Thirty-eight hours where the work is mainly at night: three quarters of the hours from 21 to 06.

    Raises: WrongInput `no_hours`.
    """
    if total <= 0:
        raise WrongInput("no_hours", "The rota has no hours; give the hours of the whole plan.", total=str(total))
    mainly = night / total >= Fraction(law.number("aml.mainly_night_share", day))
    return _of(mainly, "10-4(4)d", day)


# aml. § 10-4 (4) c
def sunday_frequency(sundays: int, worked: int, day: date) -> Ruling:
    """Thirty-eight hours where at least every third Sunday and holiday of the plan is worked."""
    often = worked > 0 and worked * law.number("aml.sunday_every", day) >= sundays
    figures = _of(often, "10-4(4)c", day).figures
    del figures["basis"]
    return Ruling(figures={"at_least_every_third": often, **figures})


def _of(shorter: bool, basis: str, day: date) -> Ruling:
    name = "aml.ordinary_weekly_shift" if shorter else "aml.ordinary_weekly"
    minutes = law.minutes(name, day)
    return Ruling(figures={"weekly_limit_minutes": minutes, "basis": basis if shorter else "10-4(1)"})
