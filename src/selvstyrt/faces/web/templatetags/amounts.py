"""Template filters for days, times, durations and money (see `selvstyrt.faces.web.amounts`).

Nothing in, nothing out: an empty value gives an empty text; a wrong kind of value is an error.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from django import template

from selvstyrt.core.base import Span
from selvstyrt.faces.web import amounts

register = template.Library()


@register.filter
def day(value: date | Literal[""] | None, form: str = "") -> str:
    """`{{ shift.start|day }}` → tirsdag 3. mars; forms: year, date, short, weekday, month, number."""
    return "" if value is None or value == "" else amounts.day_text(value, form)


@register.filter
def times(value: Span | Literal[""] | None) -> str:
    """`{{ shift.span|times }}` → 07–15."""
    return "" if value is None or value == "" else amounts.times_text(value)


@register.filter
def clock(value: datetime | Literal[""] | None) -> str:
    """`{{ entry.start|clock }}` → 07:30."""
    return "" if value is None or value == "" else amounts.clock_text(value)


@register.filter
def duration(value: int | Literal[""] | None) -> str:
    """`{{ minutes|duration }}` → 7 t 30 min."""
    return "" if value is None or value == "" else amounts.duration_text(value)


@register.filter
def money(value: Decimal | int | Literal[""] | None) -> str:
    """`{{ amount|money }}` → 2 566,08 kr."""
    return "" if value is None or value == "" else amounts.money_text(value)


@register.filter
def number(value: Decimal | int | Literal[""] | None) -> str:
    """`{{ hours|number }}` → 37,5."""
    return "" if value is None or value == "" else amounts.number_text(value)
