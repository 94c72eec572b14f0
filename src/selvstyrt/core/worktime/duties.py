"""Duties around the hours (plikter om arbeidstid): plans, records, overtime, night checks, standby, agreements."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from selvstyrt.core import law
from selvstyrt.core.base import Breach, NoAnswer, Ruling, Severity
from selvstyrt.core.worktime.limits import Limits, RespiteLimits

HOUR = Decimal(60)


# aml. § 10-3; forskrift om arbeid i arbeidsgivers hjem § 17 a
def plan_discussed(discussed: date, plan_start: date, day: date, *, home: bool = False) -> Ruling:
    """The work plan is discussed at least fourteen days before it starts; in a private home since 2025."""
    days = (plan_start - discussed).days
    try:
        minimum = law.number("home.plan_discussed_days" if home else "aml.plan_discussed_days", day)
    except NoAnswer:
        return Ruling(figures={"in_force": False})
    rule = "HOME-17A" if home else "AML-10-3"
    return Ruling.of(rule, days < minimum, days=days, minimum_days=int(minimum))


# aml. § 10-3: a single shift that is moved
def shift_moved(notice_days: int, consents: bool, change_clause: bool, day: date) -> Ruling:
    """A published shift may be moved late with the assistant's consent; otherwise not inside the fourteen days."""
    late = notice_days < law.number("aml.plan_discussed_days", day)
    lawful = not late or consents
    severity = Severity.WARNING if lawful else Severity.ILLEGAL
    return Ruling.of("AML-10-3", late, severity, lawful=lawful)


# aml. § 10-6 (4), (5)
def overtime_sums(by_week: Sequence[Decimal], limits: Limits, *, local_agreement: bool) -> Ruling:
    """The worst week, four weeks and 52 weeks of a list of weekly overtime hours."""
    stem = "AML-10-6-5" if local_agreement else "AML-10-6-4"
    bounds = (
        ("7D", 1, limits.overtime_local_week if local_agreement else limits.overtime_week),
        ("4W", 4, limits.overtime_local_4_weeks if local_agreement else limits.overtime_4_weeks),
        ("52W", 52, limits.overtime_local_52_weeks if local_agreement else limits.overtime_52_weeks),
    )
    severity = Severity.ILLEGAL if local_agreement else Severity.NEEDS_AGREEMENT
    breaches: list[Breach] = []
    figures: dict[str, Decimal] = {}
    for suffix, weeks, limit in bounds:
        last = max(1, len(by_week) - weeks + 1)
        worst = max(sum(by_week[first : first + weeks], Decimal(0)) for first in range(last))
        if len(by_week) >= weeks and weeks > 1:
            figures = {f"sum_{weeks}w_minutes": worst * HOUR}
        if worst * HOUR > limit:
            breaches.append(Breach(f"{stem}-{suffix}", severity))
    return Ruling(tuple(breaches), figures)


# aml. § 10-6 (5)
def overtime_year(hours: Decimal, limits: Limits, *, local_agreement: bool) -> Ruling:
    """The sum of 52 weeks."""
    limit = limits.overtime_local_52_weeks if local_agreement else limits.overtime_52_weeks
    rule = "AML-10-6-5-52W" if local_agreement else "AML-10-6-4-52W"
    severity = Severity.ILLEGAL if local_agreement else Severity.NEEDS_AGREEMENT
    return Ruling.of(rule, hours * HOUR > limit, severity, limit_minutes=limit)


# aml. § 10-6 (7)
def overtime_consent(hours_in_week: Decimal, consents: bool, limits: Limits) -> Ruling:
    """Above the ordinary frame the assistant says yes each time."""
    above = hours_in_week * HOUR > limits.overtime_week
    needs = "consent for each occasion above the § 10-6 (4) frame" if above else "no consent"
    return Ruling.of("AML-10-6-7", above and not consents, needs=needs)


# aml. § 10-6 (11)
def overtime_supplement(percent: Decimal, day: date) -> Ruling:
    """The supplement is at least forty percent."""
    minimum = law.number("aml.overtime_supplement", day)
    return Ruling.of("AML-10-6-11", percent < minimum, minimum_pct=minimum)


# aml. § 10-6 (11) and (12)
def time_off_for_overtime(written: bool, supplement_percent: Decimal, day: date) -> Ruling:
    """Overtime hours may be taken as time off by written agreement, the supplement is paid all the same."""
    enough = supplement_percent >= law.number("aml.overtime_supplement", day)
    breaches = [] if enough else [Breach("AML-10-6-11", Severity.ILLEGAL)]
    if not written:
        breaches.append(Breach("AML-10-6-12", Severity.ILLEGAL))
    return Ruling(tuple(breaches), {"lawful": not breaches})


# aml. § 10-6 (1)
def extra_work(every_week: bool, time_limited: bool) -> Ruling:
    """Work beyond the agreed hours needs a special, time-limited reason; a standing solution is none."""
    lawful = time_limited and not every_week
    return Ruling.of("AML-10-6-1", not lawful, Severity.WARNING, lawful=lawful)


# aml. § 10-6 (10)
def excused_from_overtime(reason: str, *, can_wait: bool = False, others_can: bool = False) -> Ruling:
    """Health and weighty social reasons always excuse; other reasons when the work can wait or others can do it."""
    excused = reason in {"health", "weighty_social"} or can_wait or others_can
    return Ruling(figures={"must_be_excused": excused})


# aml. § 10-7; forskrift om arbeid i arbeidsgivers hjem § 16
def hours_recorded(record_exists: bool) -> Ruling:
    """There is a record of the hours that each assistant has worked."""
    return Ruling.of("AML-10-7", not record_exists, required=True)


# aml. § 10-11 (8)
def night_health_check(mainly_night: bool, offered: bool) -> Ruling:
    """Whoever works mainly at night is offered a health check."""
    return Ruling.of("AML-10-11-8", mainly_night and not offered, required=mainly_night)


# aml. § 10-11 (1)
def night_window(start: int, end: int, tariff_bound: bool, day: date) -> Ruling:
    """Another night may be agreed locally: at least eight hours that hold the time from 00 to 06."""
    length = (end - start) % (24 * 60)
    core_from, core_to = law.minutes("aml.night_core_from", day), law.minutes("aml.night_core_to", day)
    holds_core = start + length >= 24 * 60 + core_to if start > core_from else end >= core_to
    valid = tariff_bound and length >= law.minutes("aml.night_window_hours", day) and holds_core
    return Ruling.of("AML-10-11-1", not valid, valid=valid)


# aml. § 10-4 (3)
def standby_counted(standby: Fraction, callouts: Fraction, factor: Fraction, day: date) -> Ruling:
    """Ordinary hours of standby at home: at least one seventh, calls in full and not counted twice."""
    least = Fraction(1, int(law.number("aml.standby_divisor", day)))
    used = max(least, factor)
    counted = (standby - callouts) * used + callouts
    hours = (Decimal(counted.numerator) / Decimal(counted.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return Ruling.of("AML-10-4-3", factor < least, counted_ordinary_minutes=hours * HOUR)


# aml. § 10-5 (1)
def averaging_agreed(written: bool) -> Ruling:
    """An averaging agreement with the assistant is in writing."""
    return Ruling.of("AML-10-5-1", not written, valid=written)


# aml. § 10-12 (3)
def emergency(unforeseen: bool, danger: bool, compensatory_rest: bool) -> Ruling:
    """An unforeseen event with danger to life or property opens the chapter; the reason is asked for afterwards."""
    opened = unforeseen and danger and compensatory_rest
    severity = Severity.WARNING if opened else Severity.ILLEGAL
    return Ruling.of("AML-10-12-3", True, severity, chapter_10_may_be_departed_from=opened)


# aml. § 10-12 (4)
def union_year(average_week: Decimal, consents: bool, limits: Limits) -> Ruling:
    """Above 48 hours on average over a year each assistant must consent."""
    limit = limits.union_average_weekly
    broken = average_week * HOUR > limit and not consents
    return Ruling.of("AML-10-12-4", broken, limit_without_consent_minutes=limit)


# aml. § 10-12 (4)
def union_rest(compensatory_rest: bool) -> Ruling:
    """An agreement with a national union presupposes compensatory rest."""
    return Ruling.of("AML-10-12-4", not compensatory_rest, valid=compensatory_rest)


# aml. § 10-12 (5)
def applied_to_all(majority_bound: bool) -> Ruling:
    """An agreement that binds a majority may be applied to everyone who does that work."""
    return Ruling(figures={"may_be_applied": majority_bound})


# avlasterforskriften § 4
def respite_weeks(hours: Sequence[Decimal], limits: RespiteLimits) -> Ruling:
    """Weekly respite hours: sixty on average over six weeks, no week above eighty-eight."""
    count = limits.average_weeks
    worst = max(sum(hours[first : first + count], Decimal(0)) for first in range(max(1, len(hours) - count + 1)))
    broken = worst * HOUR > limits.weekly_average * count or any(each * HOUR > limits.week_cap for each in hours)
    return Ruling.of(
        "AVL-4",
        broken,
        avg_6w_minutes=worst / count * HOUR,
        limit_avg=limits.weekly_average // 60,
        limit_week=limits.week_cap // 60,
    )
