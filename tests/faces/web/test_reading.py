"""Reading what people type."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selvstyrt.core.base import WrongInput
from selvstyrt.faces.web.amounts import day_text, duration_text
from selvstyrt.faces.web.forms import hours_typed
from selvstyrt.faces.web.reading import read_clock, read_day, read_minutes, read_per_mille

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("03.03.2027", date(2027, 3, 3)),
        (" 3.3.27 ", date(2027, 3, 3)),
        ("3/3 2027", date(2027, 3, 3)),
        ("030327", date(2027, 3, 3)),
        ("03032027", date(2027, 3, 3)),
        ("2027-03-03", date(2027, 3, 3)),
        ("3. mars 2027", date(2027, 3, 3)),
        ("3 March 2027", date(2027, 3, 3)),
        ("3.1", date(2027, 1, 3)),
        ("3.9", date(2026, 9, 3)),
        ("24. des", date(2026, 12, 24)),
        ("29.2", date(2028, 2, 29)),
        ("i dag", TODAY),
        ("I morgen", date(2026, 11, 23)),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, day: date) -> None:
    today = date(2027, 12, 1) if text == "29.2" else TODAY
    assert read_day(text, today=today) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("31.2.2027", "day_does_not_exist"),
        ("31.2", "day_does_not_exist"),
        ("03.13.2027", "day_does_not_exist"),
        ("1.1.0001", "day_out_of_range"),
        ("1.1.9999", "day_out_of_range"),
        ("påske", "day_unreadable"),
        ("3. mai mai", "day_unreadable"),
        ("", "day_unreadable"),
        ("9" * 5000, "day_unreadable"),
    ],
)
def test_what_is_not_a_day_is_told_why(text: str, code: str) -> None:
    with pytest.raises(WrongInput) as refusal:
        read_day(text, today=TODAY)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("07:00", time(7)),
        ("7", time(7)),
        ("0700", time(7)),
        ("730", time(7, 30)),
        ("7.30", time(7, 30)),
        ("kl. 7", time(7)),
        ("kl 22.15", time(22, 15)),
        ("24:00", time(0)),
        ("24", time(0)),
        ("0", time(0)),
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, moment: time) -> None:
    assert read_clock(text) == moment


@pytest.mark.parametrize("text", ["25", "7:60", "2460", "morgen", "", "-1", "24:01", "²"])
def test_what_is_not_a_time_is_refused(text: str) -> None:
    with pytest.raises(WrongInput) as refusal:
        read_clock(text)
    assert refusal.value.code == "clock_unreadable"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("38", 2280),
        ("37,5", 2250),
        ("35.5", 2130),
        ("37,33", 2240),
        ("7:30", 450),
        ("7 t 30 min", 450),
        ("7t", 420),
        ("45 min", 45),
        ("38 timer", 2280),
        ("7,5 t", 450),
        ("1 981", 1981 * 60),
        ("1\u00a0127 t 30 min", 1127 * 60 + 30),
    ],
)
def test_hours_are_read_as_minutes(text: str, minutes: int) -> None:
    assert read_minutes(text) == minutes


@pytest.mark.parametrize("text", ["", "mange", "3,5,5", "t", "3 4", "9" * 5000])
def test_what_is_not_hours_is_refused(text: str) -> None:
    with pytest.raises(WrongInput) as refusal:
        read_minutes(text)
    assert refusal.value.code == "hours_unreadable"


@pytest.mark.parametrize("text", ["1 000 000 000", "999999999999", "9" * 30, "9" * 20 + ":30", "9" * 25 + " min"])
def test_too_many_hours_are_told_the_limit(text: str) -> None:
    with pytest.raises(WrongInput) as refusal:
        read_minutes(text, most=24 * 60)
    assert (refusal.value.code, refusal.value.facts["limit_minutes"]) == ("hours_too_many", 24 * 60)
    assert read_minutes("24", most=24 * 60) == 24 * 60


@pytest.mark.parametrize("text", ["-3", "−5", "– 7,5 t", "-0:30", "-5 %"])
def test_less_than_nothing_is_said_to_be_so(text: str) -> None:
    for reader in (read_minutes, read_per_mille):
        with pytest.raises(WrongInput) as refusal:
            reader(text)
        assert refusal.value.code == "number_negative"


def test_a_share_has_a_limit_that_is_told() -> None:
    with pytest.raises(WrongInput) as refusal:
        read_per_mille("99999999", most=4000)
    assert (refusal.value.code, refusal.value.facts["limit"]) == ("percent_too_high", 400)
    assert read_per_mille("400", most=4000) == 4000


@pytest.mark.parametrize(("text", "share"), [("50", 500), ("50 %", 500), ("47,3", 473), ("33.33%", 333)])
def test_a_share_is_read_as_per_mille(text: str, share: int) -> None:
    assert read_per_mille(text) == share


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_that_a_field_shows_is_read_back(day: date) -> None:
    assert read_day(day_text(day, "number"), today=TODAY) == day


@given(st.integers(1, 20_160))
def test_every_number_of_hours_that_a_field_shows_is_read_back(minutes: int) -> None:
    assert read_minutes(hours_typed(minutes)) == minutes
    assert read_minutes(duration_text(minutes)) == minutes


@given(st.text(max_size=30))
def test_no_text_makes_a_reader_fall_over(text: str) -> None:
    for reader in (read_clock, read_minutes, read_per_mille, lambda typed: read_day(typed, today=TODAY)):
        try:
            reader(text)
        except WrongInput:
            continue


def test_a_share_is_never_negative() -> None:
    with pytest.raises(WrongInput):
        read_per_mille(str(Decimal(-5)))
