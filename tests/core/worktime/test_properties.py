"""What must hold for any roster, tried on many."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from selvstyrt.core.base import OSLO, Span
from selvstyrt.core.worktime import Contract, Regime, WorkShift, check, measures
from tests.core.worktime.shifts import LIMITS, agreed, asked, findings, overtime

MOST_A_DAY_OR_WEEK = ("AML-10-4-1-D", "AML-10-4-1-W", "AML-10-6-8-D", "HOME-9-D", "HOME-9-W", "HOME-12-D")
MOST_OVER_WEEKS = ("AML-10-6-8-W", "HOME-12-W", "AML-10-5-1-W", "HOME-9-48", "AML-10-6-8-69")
STARTS = st.sampled_from(["2026-03-23", "2026-06-01", "2026-10-19", "2026-12-21", "2028-02-21"])
INDIVIDUAL = agreed("averaging_individual", period_weeks=8)
EMPLOYMENTS = st.sampled_from(
    [
        (Contract(), ()),
        (Contract(regime=Regime.HOME), ()),
        (Contract(regime=Regime.HOME), (INDIVIDUAL,)),
        (Contract(), (INDIVIDUAL,)),
        (Contract(tariff_bound=True), (agreed("averaging_union_local"), agreed("overtime_union_local"))),
    ]
)


@st.composite
def rosters(draw, fewest=1):
    """Up to 20 shifts that do not overlap inside three weeks, over a clock change, a leap day or week 53 or none."""
    first = datetime.fromisoformat(draw(STARTS)).replace(tzinfo=OSLO)
    period = Span(first, (first.replace(tzinfo=None) + timedelta(weeks=3)).replace(tzinfo=OSLO))
    shifts, start = [], period.start
    for number in range(draw(st.integers(fewest, 20))):
        start += timedelta(minutes=draw(st.integers(0, 2400)))
        end = start + timedelta(minutes=draw(st.integers(30, 900)))
        if end > period.end:
            break
        shifts.append(WorkShift(str(number), Span(start, end), break_minutes=30))
        start = end
    return shifts, period


def most_findings(shifts, period, contract, agreements):
    """Findings of too much: those of a day or a week with its start, those over more weeks by their rule alone."""
    told = findings(*shifts, period=period, contract=contract, agreements=agreements)
    each_day = {(each.rule, each.at) for each in told if each.rule in MOST_A_DAY_OR_WEEK}
    return each_day | {each.rule for each in told if each.rule in MOST_OVER_WEEKS}


@given(rosters(), st.booleans(), st.data())
def test_splitting_a_shift_never_lessens_working_time(roster, counts, data):
    """An unpaid break stays with one of the halves; where the break is work, not a minute is gained or lost."""
    shifts, period = [replace(each, break_counts_as_work=counts) for each in roster[0]], roster[1]
    if not shifts:
        return
    chosen = data.draw(st.integers(0, len(shifts) - 1))
    shift = shifts[chosen]
    cut = shift.span.start + timedelta(minutes=data.draw(st.integers(1, shift.span.minutes - 1)))
    halves = [
        replace(shift, id="a", span=Span(shift.span.start, cut)),
        replace(shift, id="b", span=Span(cut, shift.span.end), break_minutes=0),
    ]
    split = [*shifts[:chosen], *halves, *shifts[chosen + 1 :]]
    whole = measures(asked(*shifts, period=period), LIMITS)
    parts = measures(asked(*split, period=period), LIMITS)
    assert parts.worked_minutes == whole.worked_minutes if counts else parts.worked_minutes >= whole.worked_minutes
    assert (parts.night_minutes, parts.sunday_minutes) == (whole.night_minutes, whole.sunday_minutes)
    rests = {(each.rule, each.at, each.measured) for each in findings(*shifts, period=period) if "10-8-1" in each.rule}
    assert rests == {
        (each.rule, each.at, each.measured) for each in findings(*split, period=period) if "10-8-1" in each.rule
    }


@given(rosters(fewest=2), EMPLOYMENTS, st.data())
def test_adding_a_shift_never_removes_a_finding_of_too_much(roster, employment, data):
    shifts, period = roster
    if not shifts:
        return
    left_out = data.draw(st.integers(0, len(shifts) - 1))
    fewer = [*shifts[:left_out], *shifts[left_out + 1 :]]
    assert most_findings(fewer, period, *employment) <= most_findings(shifts, period, *employment)


@given(
    st.lists(st.tuples(st.integers(0, 27), st.integers(1, 16)), min_size=1, max_size=20, unique_by=lambda each: each[0])
)
def test_adding_overtime_never_makes_the_overtime_findings_fewer_kinds(worked):
    def kinds(days):
        return {each.rule for each in findings(*(overtime(*each, 5) for each in days)) if "10-6-4" in each.rule}

    days = [(day, start) for day, start in sorted(worked)]
    assert kinds(days[1:]) <= kinds(days)


@given(rosters(), st.integers(0, 180))
def test_longer_required_rest_never_yields_fewer_findings_of_rest(roster, more):
    shifts, period = roster
    longer = replace(LIMITS, weekly_rest=LIMITS.weekly_rest + more)

    def short(limits):
        return sum(each.rule == "AML-10-8-2" for each in check(asked(*shifts, period=period), limits))

    assert short(longer) >= short(LIMITS)


@given(rosters(), st.integers(0, 180), st.integers(0, 420))
def test_an_agreement_on_longer_rests_never_yields_fewer_findings_of_rest(roster, daily, weekly):
    """The agreed shortest rest grows from 8 and 28 hours; the main work periods stay the same."""
    shifts, period = roster

    def short(least_daily, least_weekly):
        rest = agreed(
            "rest_8h_28h_union_local",
            compensatory_rest=True,
            min_daily_minutes=480 + least_daily,
            min_weekly_minutes=1680 + least_weekly,
        )
        told = findings(*shifts, period=period, contract=Contract(tariff_bound=True), agreements=[rest])
        return [sum(each.rule == rule for each in told) for rule in ("AML-10-8-1", "AML-10-8-2")]

    assert all(now >= before for before, now in zip(short(0, 0), short(daily, weekly), strict=True))


@given(st.integers(0, 1439), st.integers(1, 900), st.integers(1, 1500), st.integers(0, 180))
def test_longer_required_daily_rest_never_yields_fewer_findings_of_two_shifts(start, length, gap, more):
    first = datetime(2026, 6, 1, tzinfo=OSLO) + timedelta(minutes=start)
    middle = first + timedelta(minutes=length)
    second = middle + timedelta(minutes=gap)
    two = asked(
        WorkShift("a", Span(first, middle), break_minutes=30),
        WorkShift("b", Span(second, second + timedelta(minutes=300)), break_minutes=30),
    )
    longer = replace(LIMITS, daily_rest=LIMITS.daily_rest + more)
    told = [[each for each in check(two, limits) if each.rule == "AML-10-8-1"] for limits in (LIMITS, longer)]
    assert len(told[1]) >= len(told[0])


def last_sunday(year, month):
    """The night on which the clock changes, in March and in October."""
    day = datetime(year, month, 31)
    return day - timedelta(days=(day.weekday() + 1) % 7)


@given(st.integers(2015, 2100), st.sampled_from([3, 10]), st.integers(0, 300), st.integers(0, 300))
@example(2026, 3, 120, 240)
@example(2026, 10, 120, 240)
def test_a_night_over_the_clock_change_is_as_long_as_it_is_lived(year, month, before, after):
    """Wall-clock length plus or minus the hour that is repeated or skipped."""
    midnight = last_sunday(year, month)
    changed = 60 if month == 10 else -60
    shift = WorkShift(
        "night",
        Span.of_local(midnight - timedelta(minutes=before), midnight + timedelta(hours=3, minutes=after)),
        break_minutes=30,
    )
    lived = before + after + 180 + changed
    found = measures(asked(shift), LIMITS)
    assert found.worked_minutes == lived
    assert found.night_minutes == 180 + min(before, 180) + min(after, 180) + changed
    assert found.sunday_minutes == lived


@pytest.mark.parametrize("year", range(2015, 2101))
def test_eleven_hours_on_the_wall_are_ten_lived_ones_in_spring_and_twelve_in_autumn(year):
    """Rest from 21 to 08 over the night: too short in spring, long enough in autumn."""
    for month, rests in ((3, [600]), (10, [])):
        sunday = last_sunday(year, month)
        evening = Span.of_local(sunday - timedelta(hours=9), sunday - timedelta(hours=3))
        morning = Span.of_local(sunday + timedelta(hours=8), sunday + timedelta(hours=13))
        told = findings(WorkShift("a", evening, break_minutes=30), WorkShift("b", morning, break_minutes=30))
        assert [each.measured for each in told if each.rule == "AML-10-8-1"] == rests


def five_days(monday, hours, more=0):
    """Five days of so many hours from 08 o'clock, the last some minutes longer."""
    starts = [datetime(monday.year, monday.month, monday.day, 8) + timedelta(days=day) for day in range(5)]
    ends = [start + timedelta(hours=hours) for start in starts]
    ends[-1] += timedelta(minutes=more)
    return [
        WorkShift(str(start), Span.of_local(start, end), break_minutes=30)
        for start, end in zip(starts, ends, strict=True)
    ]


@given(st.dates(date(2015, 7, 1), date(2100, 12, 31)))
@example(date(2015, 12, 28))  # Mondays of week 53
@example(date(2020, 12, 28))
@example(date(2026, 12, 28))
@example(date(2032, 12, 27))
@example(date(2016, 2, 29))  # leap days
@example(date(2028, 2, 28))
@example(date(2096, 2, 27))
@example(date(2100, 2, 22))  # no leap day in 2100
def test_any_week_has_forty_hours_week_53_and_leap_weeks_too(day):
    monday = day - timedelta(days=day.weekday())
    first = datetime(monday.year, monday.month, monday.day)
    period = Span.of_local(first, first + timedelta(weeks=1))
    told = [findings(*five_days(monday, 8, more=minutes), period=period) for minutes in (0, 1)]
    weeks = [[(each.at, each.measured) for each in found if each.rule == "AML-10-4-1-W"] for found in told]
    assert weeks == [[], [(period.start, 2401)]]


def test_the_week_after_week_53_is_week_1_and_has_its_own_forty_hours():
    fifty_three = date(2026, 12, 28)
    assert fifty_three.isocalendar().week == 53
    period = Span.of_local(datetime(2026, 12, 28), datetime(2027, 1, 11))
    spilling = WorkShift("new year", Span.of_local(datetime(2027, 1, 3, 20), datetime(2027, 1, 4, 4)), break_minutes=30)
    told = findings(*five_days(fifty_three, 8), spilling, *five_days(date(2027, 1, 5), 7), period=period)
    weeks = [(each.at.date(), each.measured) for each in told if each.rule == "AML-10-4-1-W"]
    assert weeks == [(date(2026, 12, 27), 40 * 60 + 4 * 60)], "four hours on each side of Sunday midnight"


def test_a_night_into_the_leap_day_is_eight_hours_and_the_day_after_is_one_day_later():
    night = WorkShift("leap", Span.of_local(datetime(2028, 2, 28, 23), datetime(2028, 2, 29, 7)), break_minutes=30)
    long = WorkShift("day", Span.of_local(datetime(2028, 2, 29, 18), datetime(2028, 3, 1, 4)), break_minutes=30)
    assert measures(asked(night), LIMITS).night_minutes == 7 * 60
    told = findings(night, long)
    assert [(each.rule, each.at, each.measured) for each in told] == [
        ("AML-10-4-1-D", datetime(2028, 2, 28, 23, tzinfo=UTC), 600)
    ]


def test_who_was_born_on_a_leap_day_is_eighteen_on_the_first_of_march():
    born = Contract(birth_date=date(2008, 2, 29))
    nine_hours = [
        WorkShift("x", Span.of_local(datetime(2026, month, day, 8), datetime(2026, month, day, 17)), break_minutes=30)
        for month, day in ((2, 28), (3, 1))
    ]
    assert [[each.rule for each in findings(shift, contract=born)] for shift in nine_hours] == [["AML-11-2-3"], []]


@given(rosters())
@settings(max_examples=50)
def test_the_order_of_the_shifts_does_not_matter(roster):
    shifts, period = roster
    forward = findings(*shifts, period=period)
    assert findings(*reversed(shifts), period=period) == forward


@given(rosters())
@settings(max_examples=50)
def test_more_agreements_never_make_an_ordinary_day_worse(roster):
    """The individual agreement only opens; it takes away findings of the base limits."""
    shifts, period = roster
    contract = Contract(tariff_bound=True)
    plain = [each for each in findings(*shifts, period=period, contract=contract) if each.rule.endswith("-D")]
    wide = [each for each in findings(*shifts, period=period) if each.rule.endswith("-D")]
    assert len(plain) == len(wide)
    severe = {"illegal": 2, "needs_agreement": 1, "warning": 0}
    assert sum(severe[each.severity] for each in plain) <= sum(severe[each.severity] for each in wide)
