"""Days, times, durations and money in three languages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from selvstyrt.core.base import Span
from selvstyrt.faces.web.amounts import clock_text, day_text, duration_text, money_text, number_text, times_text

TUESDAY = date(2026, 3, 3)
SPACE = "\u00a0"


def plain(text: str) -> str:
    return text.replace(SPACE, " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("language", "form", "text"),
    [
        ("nb", "", "tirsdag 3. mars"),
        ("nn", "", "tysdag 3. mars"),
        ("en", "", "Tuesday 3 March"),
        ("nb", "year", "tirsdag 3. mars 2026"),
        ("nb", "date", "3. mars 2026"),
        ("en", "date", "3 March 2026"),
        ("nb", "short", "ti. 3.3."),
        ("nn", "short", "ty. 3.3."),
        ("en", "short", "Tu 3/3"),
        ("nn", "weekday", "tysdag"),
        ("nb", "month", "mars 2026"),
        ("nb", "number", "03.03.2026"),
    ],
)
def test_a_day_is_written_in_the_readers_words(language: str, form: str, text: str) -> None:
    with translation.override(language):
        assert day_text(TUESDAY, form) == text


def test_an_instant_is_shown_on_its_norwegian_day_and_clock() -> None:
    late = datetime(2026, 7, 14, 22, 30, tzinfo=UTC)
    with translation.override("nb"):
        assert day_text(late) == "onsdag 15. juli"
        assert clock_text(late) == "00:30"


def test_times_drop_the_minutes_of_whole_hours() -> None:
    day = Span.of_local(datetime(2026, 3, 3, 7), datetime(2026, 3, 3, 15))
    night = Span.of_local(datetime(2026, 10, 24, 22, 30), datetime(2026, 10, 25, 7))
    assert times_text(day) == "07–\u206015"
    assert times_text(night) == "22:30–\u206007"


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(450, "7 t 30 min"), (480, "8 t"), (45, "45 min"), (0, "0 min"), (-75, "−1 t 15 min"), (67_620, "1 127 t")],
)
def test_a_duration_is_hours_and_minutes(minutes: int, text: str) -> None:
    with translation.override("nb"):
        assert plain(duration_text(minutes)) == text


def test_english_hours_and_money_follow_english_custom() -> None:
    with translation.override("en"):
        assert plain(duration_text(450)) == "7 h 30 min"
        assert plain(money_text(Decimal("2566.08"))) == "NOK 2,566.08"
        assert number_text(Decimal("37.5")) == "37.5"


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize(
    ("amount", "text"),
    [("2566.08", "2 566,08 kr"), ("0", "0,00 kr"), ("-12.5", "−12,50 kr"), ("1234567.89", "1 234 567,89 kr")],
)
def test_money_always_shows_the_ore(language: str, amount: str, text: str) -> None:
    with translation.override(language):
        assert plain(money_text(Decimal(amount))) == text


@given(st.integers(min_value=-10_000_000, max_value=10_000_000))
def test_a_duration_can_be_read_back(minutes: int) -> None:
    with translation.override("nb"):
        text = duration_text(minutes)
    parts = {unit: int(number) for number, unit in _pairs(text.removeprefix("−"))}
    sign = -1 if text.startswith("−") else 1
    assert sign * (parts.get("t", 0) * 60 + parts.get("min", 0)) == minutes


def _pairs(text: str) -> list[tuple[str, str]]:
    """Number and unit of each part: 1 127 t 30 min gives ("1127", "t") and ("30", "min")."""
    words = text.replace(" ", SPACE).split(SPACE)
    pairs, number = [], ""
    for word in words:
        if word.isdigit():
            number += word
        else:
            pairs.append((number, word))
            number = ""
    return pairs


def test_filters_give_nothing_for_nothing_and_zero_for_zero() -> None:
    source = "[{{ none|day }}{{ none|duration }}{{ none|money }}{{ none|times }}{{ none|clock }}{{ none|number }}]"
    assert Template(source).render(Context({"none": None})) == "[]"
    with translation.override("nb"):
        shown = Template("{{ zero|duration }} {{ zero|money }}").render(Context({"zero": 0}))
    assert plain(shown) == "0 min 0,00 kr"
