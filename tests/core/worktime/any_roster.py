"""Rosters of every sort for comparisons: each regime, agreement, way of counting and kind of shift."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from selvstyrt.core.base import Span
from selvstyrt.core.worktime import (
    Agreement,
    AgreementType,
    Assessed,
    Contract,
    CountingMode,
    HoursBasis,
    Regime,
    Settings,
    ShiftKind,
    WorkShift,
)

FIRST_DAYS = ("2026-03-16", "2026-06-01", "2026-10-12", "2026-12-14", "2027-03-15", "2028-02-21")
KINDS = (ShiftKind.ORDINARY,) * 12 + (ShiftKind.OVERTIME,) * 4 + (ShiftKind.MERTID, ShiftKind.STANDBY)
ZONES = ("Europe/Oslo",) * 6 + ("UTC", "America/New_York")
QUARTER = timedelta(minutes=15)


def any_assessed(dice, most_weeks=8):
    """One assistant with a random contract, agreements, settings, history and shifts of up to `most_weeks` weeks."""
    settings = any_settings(dice)
    zone = ZoneInfo(settings.timezone)
    first = datetime.fromisoformat(dice.choice(FIRST_DAYS)) + timedelta(days=dice.choice((0, 0, 0, 2, 6)))
    last = first + timedelta(days=7 * dice.randint(1, most_weeks) + dice.choice((0, 0, 0, 3)))
    period = Span(first.replace(tzinfo=zone), last.replace(tzinfo=zone))
    usual = dice.choice((25, 60, 90, 200))
    shifts = any_shifts(dice, period.start - timedelta(hours=dice.choice((0, 0, 20))), period.end, usual, "s")
    history = ()
    if dice.random() < 0.4:
        begin = period.start - timedelta(weeks=dice.choice((1, 3, 9)))
        history = any_shifts(dice, begin, dice.choice((period.start, period.end)), 3 * usual, "h")
    return Assessed(
        who="amal",
        shifts=tuple(shifts),
        contract=any_contract(dice),
        agreements=any_agreements(dice),
        settings=settings,
        period=None if dice.random() < 0.1 else period,
        history=tuple(history),
    )


def any_shifts(dice, start, end, usual_gap, name):
    """Shifts with gaps about `usual_gap` quarters long, some of them touching or overlapping."""
    found, at = [], start + QUARTER * dice.randrange(100)
    while at < end:
        one = any_shift(dice, at, f"{name}{len(found)}")
        found.append(one)
        gap = dice.choice((0, dice.randrange(-8, 60), dice.randrange(2 * usual_gap), dice.randrange(2 * usual_gap)))
        at = one.span.end + QUARTER * gap
    dice.shuffle(found)
    return found


def any_shift(dice, start, name):
    """A shift of a quarter to 16 hours, now and then of several days."""
    quarters = dice.randrange(100, 300) if dice.random() < 0.02 else dice.choice((dice.randrange(1, 65), 30, 32, 36))
    span = Span(start.astimezone(UTC), start.astimezone(UTC) + QUARTER * quarters)
    kind = dice.choice(KINDS)
    calls = ()
    if kind is ShiftKind.STANDBY and quarters > 8:
        begin = span.start + QUARTER * dice.randrange(quarters - 4)
        calls = (Span(begin, begin + QUARTER * dice.randrange(1, 5)),)
    return WorkShift(
        id=name,
        span=span,
        kind=kind,
        break_minutes=dice.choice((0, 15, 30, 30, 30, 45)),
        break_counts_as_work=dice.random() < 0.7,
        passive_minutes=dice.choice((0, 0, 120, 7 * quarters)),
        overtime_break_minutes=dice.choice((0, 0, 30)),
        overtime_break_inside=dice.random() < 0.7,
        callouts=calls,
    )


def any_settings(dice):
    """Ways of counting."""
    return Settings(
        h24_mode=dice.choice(list(CountingMode)),
        day_boundary_minutes=dice.choice((0, 0, 360, 1320)),
        week_start=dice.choice((0, 0, 0, 6, 3)),
        timezone=dice.choice(ZONES),
        hours_basis=dice.choice((HoursBasis.ELAPSED, HoursBasis.ELAPSED, HoursBasis.CLOCK)),
    )


def any_contract(dice):
    """Contracts of each regime, one in five of them of somebody under or just over 18."""
    return Contract(
        regime=dice.choice(list(Regime)),
        tariff_bound=dice.random() < 0.5,
        weekly_limit_minutes=dice.choice((2400, 2280, 2160)),
        passive_work=dice.random() < 0.3,
        regular_night_worker=dice.random() < 0.3,
        night_special_strain=dice.random() < 0.2,
        sunday_work_justified=dice.random() < 0.8,
        night_work_justified=dice.random() < 0.8,
        birth_date=date(dice.choice((2008, 2009, 2010, 2012)), 11, 1) if dice.random() < 0.2 else None,
        standby_counts=dice.random() < 0.7,
        compulsory_school=dice.random() < 0.3,
        school_free_days=frozenset({date(2026, 6, 22), date(2026, 6, 23)}),
    )


def any_agreements(dice):
    """None to four agreements, in writing or not, some with a period that is too long or has ended."""
    return tuple(
        Agreement(
            kind,
            written=dice.random() < 0.9,
            period_weeks=dice.choice((None, 4, 8, 26, 53)),
            compensatory_rest=dice.random() < 0.8,
            min_daily_minutes=dice.choice((None, None, 9 * 60)),
            min_weekly_minutes=dice.choice((None, None, 30 * 60)),
            max_24h_minutes=dice.choice((None, None, 11 * 60)),
            individual_consent=dice.random() < 0.5,
            decision=dice.random() < 0.5,
            valid_from=dice.choice((None, None, date(2026, 1, 7), date(2026, 11, 1))),
            valid_to=dice.choice((None, None, None, date(2026, 12, 31))),
        )
        for kind in dice.sample(list(AgreementType), dice.randrange(5))
    )
