"""The fields and the stretch of time that every area's forms share."""

from __future__ import annotations

from datetime import date

import pytest

from selvstyrt.core.base import Span
from selvstyrt.faces.web.forms import SpanForm
from selvstyrt.faces.web.plans.forms import ShiftTimesForm


def span_of(**typed: str) -> Span:
    form = SpanForm({"first_day": "10.12.2026", "starts_at": "", "last_day": "", "ends_at": "", **typed})
    assert form.is_valid(), form.errors
    found = form.cleaned_data["span"]
    assert isinstance(found, Span)
    return found


@pytest.mark.parametrize("text", ["24:00", "24", "2400", "kl. 24"])
def test_an_end_at_24_is_the_end_of_the_last_day(text: str) -> None:
    found = span_of(starts_at="08:00", last_day="12.12.2026", ends_at=text)
    assert (found.local_end().date(), found.local_end().hour) == (date(2026, 12, 13), 0)
    assert span_of(starts_at="08:00", ends_at=text).minutes == 16 * 60


def test_an_end_at_midnight_is_the_beginning_of_the_last_day() -> None:
    found = span_of(starts_at="08:00", last_day="12.12.2026", ends_at="00:00")
    assert found.local_end().date() == date(2026, 12, 12)


def test_a_start_at_24_is_refused_since_it_is_the_day_after() -> None:
    absence = SpanForm({"first_day": "10.12.2026", "starts_at": "24:00", "last_day": "11.12.2026", "ends_at": "08"})
    shift = ShiftTimesForm({"day": "10.12.2026", "starts_at": "24", "ends_at": "08:00"})
    for form in (absence, shift):
        assert form.errors["starts_at"] == ["24:00 er dagen etter. Skriv 00:00, og velg den dagen."]


def test_a_shift_may_end_at_24() -> None:
    form = ShiftTimesForm({"day": "10.12.2026", "starts_at": "16", "ends_at": "24:00"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["span"].minutes == 8 * 60
