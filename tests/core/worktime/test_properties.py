"""What must hold for any roster, tried on many."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from selvstyrt.core.base import OSLO, Span
from selvstyrt.core.worktime import Contract, WorkShift, check, measures
from tests.core.worktime.shifts import LIMITS, asked, findings

MOST_KINDS = ("AML-10-4-1-D", "AML-10-4-1-W", "AML-10-6-8-D", "AML-10-6-8-W")
STARTS = st.sampled_from(["2026-03-23", "2026-06-01", "2026-10-19"])


@st.composite
def rosters(draw, fewest=1):
    """Up to 20 shifts that do not overlap inside three weeks, over a clock change in two of three."""
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


def most_findings(shifts, period):
    return {(each.rule, each.at) for each in findings(*shifts, period=period) if each.rule in MOST_KINDS}


@given(rosters(), st.data())
def test_splitting_a_shift_never_lessens_working_time(roster, data):
    shifts, period = roster
    if not shifts:
        return
    chosen = data.draw(st.integers(0, len(shifts) - 1))
    shift = shifts[chosen]
    cut = shift.span.start + timedelta(minutes=data.draw(st.integers(1, shift.span.minutes - 1)))
    halves = [
        replace(shift, id="a", span=Span(shift.span.start, cut)),
        replace(shift, id="b", span=Span(cut, shift.span.end)),
    ]
    split = [*shifts[:chosen], *halves, *shifts[chosen + 1 :]]
    whole = measures(asked(*shifts, period=period), LIMITS)
    parts = measures(asked(*split, period=period), LIMITS)
    assert parts.worked_minutes == whole.worked_minutes
    assert (parts.night_minutes, parts.sunday_minutes) == (whole.night_minutes, whole.sunday_minutes)
    rests = {(each.rule, each.at, each.measured) for each in findings(*shifts, period=period) if "10-8-1" in each.rule}
    assert rests == {
        (each.rule, each.at, each.measured) for each in findings(*split, period=period) if "10-8-1" in each.rule
    }


@given(rosters(fewest=2), st.data())
def test_adding_a_shift_never_removes_a_finding_of_too_much(roster, data):
    shifts, period = roster
    if not shifts:
        return
    left_out = data.draw(st.integers(0, len(shifts) - 1))
    fewer = [*shifts[:left_out], *shifts[left_out + 1 :]]
    assert most_findings(fewer, period) <= most_findings(shifts, period)


@given(rosters(), st.integers(0, 180))
def test_longer_required_rest_never_yields_fewer_findings_of_rest(roster, more):
    shifts, period = roster
    longer = replace(LIMITS, weekly_rest=LIMITS.weekly_rest + more)

    def short(limits):
        return sum(each.rule == "AML-10-8-2" for each in check(asked(*shifts, period=period), limits))

    assert short(longer) >= short(LIMITS)


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


@given(
    st.sampled_from(["2026-03-29", "2027-03-28", "2026-10-25", "2027-10-31"]), st.integers(0, 300), st.integers(0, 300)
)
def test_a_night_over_the_clock_change_is_as_long_as_it_is_lived(day, before, after):
    """Wall-clock length plus or minus the hour that is repeated or skipped."""
    midnight = datetime.fromisoformat(day)
    start, end = midnight - timedelta(minutes=before), midnight + timedelta(hours=3, minutes=after)
    shift = WorkShift("night", Span.of_local(start, end), break_minutes=30)
    lived = before + after + 180 + (60 if "10" in day[5:7] else -60)
    found = measures(asked(shift), LIMITS)
    assert found.worked_minutes == lived
    window = 180 + min(before, 180) + (min(after, 180)) + (60 if "10" in day[5:7] else -60)
    assert found.night_minutes == window
    assert found.sunday_minutes == lived


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
