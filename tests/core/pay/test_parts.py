from collections import Counter
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from selvstyrt.core.base import OSLO, Span
from selvstyrt.core.pay import Supplement, Window, Work, day_names
from selvstyrt.core.pay.parts import convert, cut
from tests.core.pay.terms import EVERY_DAY, MADE, always, local, made_tariff

FIRST = datetime(2024, 12, 20, tzinfo=UTC)
MARCH_NIGHT = Span(datetime(2025, 3, 29, 20, tzinfo=UTC), datetime(2025, 3, 30, 8, tzinfo=UTC))
OCTOBER_NIGHT = Span(datetime(2025, 10, 25, 20, tzinfo=UTC), datetime(2025, 10, 26, 8, tzinfo=UTC))
ODD = made_tariff(
    supplements=(
        Supplement("in_the_gap", (Window(EVERY_DAY, 150, 165),), amount=Decimal(1)),
        Supplement("until_gap", (Window(EVERY_DAY, 1400, 130),), amount=Decimal(2)),
        *MADE.supplements,
    )
)


@st.composite
def spans(draw):
    start = FIRST + timedelta(minutes=draw(st.integers(0, 500 * 1440)))
    return Span(start, start + timedelta(minutes=draw(st.integers(1, 40 * 60))))


def minute_by_minute(span, tariff):
    """The slow way: ask for each minute on its own."""
    counts = Counter()
    moment = span.start
    while moment < span.end:
        wall = moment.astimezone(OSLO)
        earned = tariff.earned(day_names(wall.date()), wall.hour * 60 + wall.minute)
        counts[wall.date(), earned] += 1
        moment += timedelta(minutes=1)
    return counts


@given(spans(), st.sampled_from([MADE, ODD]))
@example(MARCH_NIGHT, ODD)
@example(OCTOBER_NIGHT, ODD)
@example(OCTOBER_NIGHT, MADE)
def test_each_minute_is_in_exactly_one_part_with_the_supplements_of_that_minute(span, tariff):
    parts = cut(span, always(tariff), day_names, work=Work.ORDINARY, rota=True)
    counts = Counter()
    for part in parts:
        assert part.minutes == part.span.minutes > 0
        counts[part.day, part.supplements] += part.minutes
    assert counts == minute_by_minute(span, tariff)
    assert [part.span.start for part in parts] == [span.start, *(part.span.end for part in parts)][:-1]
    assert parts[-1].span.end == span.end


def test_parts_are_as_few_as_the_windows_allow():
    parts = cut(local("2024-06-03T15:00", "2024-06-03T23:00"), always(MADE), day_names, work=Work.ORDINARY, rota=True)
    assert [(part.minutes, [item.code for item in part.supplements]) for part in parts] == [
        (120, []),
        (360, ["evening_night"]),
    ]


@given(spans(), st.integers(0, 3000))
def test_converted_minutes_add_up_over_the_parts(span, minutes):
    parts = cut(span, always(MADE), day_names, work=Work.ORDINARY, rota=True)
    assert sum(part.minutes for part in convert(parts, minutes)) == minutes


@pytest.mark.parametrize(
    ("day", "name", "has"),
    [
        (date(2027, 5, 17), "red_day", True),
        (date(2026, 5, 17), "may_day", True),
        (date(2024, 5, 1), "sunday", True),
        (date(2024, 5, 9), "sunday", False),
        (date(2025, 4, 16), "wednesday_before_maundy_thursday", True),
        (date(2025, 4, 19), "easter_eve", True),
        (date(2025, 6, 7), "whitsun_eve", True),
        (date(2024, 12, 24), "christmas_eve", True),
        (date(2024, 12, 24), "red_day", False),
        (date(2024, 12, 31), "new_years_eve", True),
        (date(2024, 6, 3), "monday", True),
    ],
)
def test_days_have_the_names_that_agreements_use(day, name, has):
    assert (name in day_names(day)) is has
