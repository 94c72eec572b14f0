from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selvstyrt.core.base import OSLO, Certainty, NoAnswer, Span
from selvstyrt.core.pay import Employment, WorkedKind, WorkedTime, gross, pay_lines, tariff_source, wage_on
from tests.core.pay.terms import MADE, NEW, always, local, made_tariff

VIRKE_2024 = tariff_source("tariff_virke", wages_of=date(2024, 4, 1))


def paid(start, end, employment=NEW, tariff_on=VIRKE_2024, **kwargs):
    return pay_lines(WorkedTime("e", local(start, end), **kwargs), employment, tariff_on)


@pytest.mark.parametrize(
    ("start", "end", "lines", "total"),
    [
        ("2024-06-07T22:00", "2024-06-08T06:00", {"base": 480, "weekend": 360, "evening_night": 480}, "2566.08"),
        ("2024-05-17T08:00", "2024-05-17T16:00", {"base": 480, "holiday": 480}, "4069.52"),
        ("2024-06-09T20:00", "2024-06-10T08:00", {"base": 720, "weekend": 240, "evening_night": 600}, "3444.12"),
        ("2024-03-30T08:00", "2024-03-30T16:00", {"base": 480, "holiday": 480}, None),
        ("2024-12-24T08:00", "2024-12-24T16:00", {"base": 480, "holiday": 240}, "2906.80"),
        ("2024-12-31T22:00", "2025-01-01T06:00", {"base": 480, "holiday": 480, "evening_night": 480}, "4549.52"),
        ("2025-03-29T22:00", "2025-03-30T06:00", {"base": 420, "weekend": 420, "evening_night": 420}, "2345.07"),
        ("2025-10-25T22:00", "2025-10-26T06:00", {"base": 540, "weekend": 540, "evening_night": 540}, "3015.09"),
        ("2024-06-03T10:00", "2024-06-03T10:20", {"base": 20}, "72.67"),
    ],
)
def test_pay_of_a_shift_under_the_agreement_of_2024(start, end, lines, total):
    tariff_on = VIRKE_2024 if total else always(MADE)
    found = paid(start, end, tariff_on=tariff_on)
    assert {line.kind: line.minutes for line in found} == lines
    if total:
        assert str(gross(found)) == total


def test_a_sunday_that_is_a_holiday_gets_the_holiday_supplement_alone():
    assert [line.kind for line in paid("2024-05-19T08:00", "2024-05-19T16:00")] == ["base", "holiday"]


@pytest.mark.parametrize(
    ("years", "hourly"), [(0, "218.01"), (2, "218.01"), (3, "223.42"), (6, "231.55"), (9, "239.68"), (30, "239.68")]
)
def test_the_wage_follows_the_years_of_service(years, hourly):
    (line,) = paid("2024-10-01T08:00", "2024-10-01T16:00", Employment(years, 2130), tariff_source("tariff_virke"))
    assert str(line.rate) == hourly


@pytest.mark.parametrize(
    ("day", "years"),
    [(date(2026, 9, 14), 2), (date(2026, 9, 15), 3), (date(2023, 9, 15), 0), (date(2020, 1, 1), 0)],
)
def test_service_counts_whole_years_from_its_first_day(day, years):
    assert Employment(date(2023, 9, 15), 2130).years_on(day) == years


def test_a_new_wage_step_counts_from_its_day_inside_a_night_shift():
    lines = paid(
        "2024-10-01T22:00", "2024-10-02T06:00", Employment(date(2021, 10, 2), 2130), tariff_source("tariff_virke")
    )
    assert [(line.kind, line.minutes, str(line.rate)) for line in lines] == [
        ("base", 120, "218.01"),
        ("base", 360, "223.42"),
        ("evening_night", 480, "60.00"),
    ]


def test_a_shift_over_a_change_of_rates_uses_the_rates_of_each_day():
    before, after = made_tariff(), made_tariff(annual="416091", amount="65")
    lines = paid(
        "2025-03-31T22:00", "2025-04-01T06:00", tariff_on=lambda day: after if day >= date(2025, 4, 1) else before
    )
    assert [(line.kind, line.minutes, str(line.rate)) for line in lines] == [
        ("base", 120, "218.01"),
        ("base", 360, "225.40"),
        ("evening_night", 120, "60"),
        ("evening_night", 360, "65"),
    ]


def test_new_rates_count_from_the_day_they_begin_in_the_agreement_on_file():
    (base, *_) = paid("2022-07-31T22:00", "2022-08-01T06:00", tariff_on=tariff_source("tariff_virke"))
    rates = {
        (line.kind, str(line.rate), line.minutes)
        for line in paid("2022-07-31T22:00", "2022-08-01T06:00", tariff_on=tariff_source("tariff_virke"))
    }
    assert str(base.rate) == "194.77"
    assert {("evening_night", "56.00", 120), ("evening_night", "60.00", 360), ("weekend", "53.00", 120)} <= rates


@st.composite
def entries(draw):
    start = datetime(2024, 12, 20, tzinfo=UTC) + timedelta(minutes=draw(st.integers(0, 500 * 1440)))
    return Span(start, start + timedelta(minutes=draw(st.integers(1, 40 * 60))))


def cut_at_midnight(span):
    edges = [span.start]
    day = span.start_day() + timedelta(days=1)
    while (edge := datetime.combine(day, time(), tzinfo=OSLO).astimezone(UTC)) < span.end:
        edges.append(edge)
        day += timedelta(days=1)
    return [Span(start, end) for start, end in pairwise([*edges, span.end])]


def exact(lines):
    sums = Counter()
    for line in lines:
        sums[line.kind, line.rate] += line.minutes
    return sums


@given(entries())
def test_cutting_an_entry_at_midnight_never_changes_minutes_and_rates(span):
    whole = pay_lines(WorkedTime("e", span), NEW, always(MADE))
    pieces = [line for part in cut_at_midnight(span) for line in pay_lines(WorkedTime("e", part), NEW, always(MADE))]
    assert exact(whole) == exact(pieces)
    assert sum(line.minutes for line in whole if line.kind == "base") == span.minutes


@given(entries())
def test_every_line_is_its_minutes_times_its_rate_and_says_why(span):
    lines = pay_lines(WorkedTime("e", span), NEW, always(MADE))
    for line in lines:
        assert abs(line.amount - line.minutes * line.rate / 60) <= Decimal("0.005")
        assert line.steps[-1].result == line.amount
        assert line.steps[-2].result == line.minutes == sum(line.steps[-2].inputs.values())
        assert line.day == span.start_day()
        assert all(str(step.citation) for step in line.steps)
    assert gross(lines) == sum(line.amount for line in lines)


@given(entries(), st.integers(1, 120))
def test_an_unpaid_break_is_taken_from_the_base_exactly(span, minutes):
    minutes = min(minutes, span.minutes)
    worked = WorkedTime("e", span, break_minutes=minutes, break_paid=False)
    lines = pay_lines(worked, NEW, always(MADE))
    assert sum(line.minutes for line in lines if line.kind == "base") == span.minutes - minutes


def test_an_unpaid_break_is_shared_over_the_windows_and_stands_in_the_steps():
    lines = paid("2024-06-03T15:00", "2024-06-03T23:00", break_minutes=30, break_paid=False)
    assert [line.minutes for line in lines] == [
        450,
        337,
    ]  # three quarters of 30 is 22.5; the earliest part gets the half
    assert "break.unpaid" in [step.rule for step in lines[0].steps]


def test_a_paid_break_changes_nothing():
    plain = paid("2024-06-03T15:00", "2024-06-03T23:00")
    assert exact(paid("2024-06-03T15:00", "2024-06-03T23:00", break_minutes=30)) == exact(plain)


def test_overtime_gets_the_overtime_supplement_and_no_other():
    lines = paid("2024-06-03T17:00", "2024-06-03T19:00", tariff_on=always(MADE), kind=WorkedKind.OVERTIME)
    assert [(line.kind, str(line.amount)) for line in lines] == [("base", "436.02"), ("overtime", "218.02")]


def test_overtime_without_a_known_rate_is_not_guessed():
    bare = made_tariff(supplements=MADE.supplements[:3])
    with pytest.raises(NoAnswer) as missing:
        paid("2024-06-03T17:00", "2024-06-03T19:00", tariff_on=always(bare), kind=WorkedKind.OVERTIME)
    assert missing.value.code == "no_overtime_rate"


@pytest.mark.parametrize("kind", [WorkedKind.TRAINING, WorkedKind.MEETING, WorkedKind.OVERLAP])
def test_training_meetings_overlap_and_travel_are_paid_as_other_work(kind):
    plain = paid("2024-06-03T15:00", "2024-06-03T23:00")
    assert exact(paid("2024-06-03T15:00", "2024-06-03T23:00", kind=kind, travel=True)) == exact(plain)


@pytest.mark.parametrize(
    ("own", "hourly", "rule"),
    [
        ({"own_hourly": Decimal("240.005")}, "240.01", "wage.own"),
        ({"own_hourly": Decimal("200")}, "218.01", "wage.minimum"),
        ({"own_annual": Decimal("450000")}, "243.77", "wage.own"),
        ({}, "218.01", "wage.minimum"),
    ],
)
def test_an_own_wage_counts_when_it_is_not_below_the_agreement(own, hourly, rule):
    wage, step, _ = wage_on(date(2024, 6, 3), Employment(0, 2130, **own), MADE)
    assert (str(wage.hourly), step.rule, step.result) == (hourly, rule, wage.hourly)


def test_an_agreement_without_wages_uses_the_own_wage_and_asks_for_it_when_missing():
    bare = made_tariff(wages=())
    assert wage_on(date(2024, 6, 3), Employment(0, 2130, own_hourly=Decimal(200)), bare)[0].hourly == 200
    with pytest.raises(NoAnswer) as missing:
        wage_on(date(2024, 6, 3), Employment(0, 2130), bare)
    assert missing.value.code == "no_wage_step"


def test_a_line_is_as_certain_as_its_weakest_value():
    certain = {
        line.kind: line.certainty
        for line in paid("2025-06-03T15:00", "2025-06-03T23:00", tariff_on=tariff_source("tariff_virke"))
    }
    assert certain == {"base": Certainty.LOW, "evening_night": Certainty.MEDIUM}
