"""Days and months in addresses: 2026-11-16, 2026-11."""

from __future__ import annotations

from datetime import date

from django.urls import register_converter
from django.urls.converters import get_converters


class MonthInAddress:
    """A month as its first day."""

    regex = r"20\d\d-(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> date:
        """The first day of the month."""
        return date.fromisoformat(f"{value}-01")

    def to_url(self, value: date) -> str:
        """Year and month."""
        return f"{value:%Y-%m}"


class DayInAddress:
    """A day."""

    regex = r"20\d\d-\d\d-\d\d"

    def to_python(self, value: str) -> date:
        """The day; a day that does not exist is no address."""
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        """ISO date."""
        return value.isoformat()


def register() -> None:
    """Make `<month:...>` and `<day:...>` known to addresses; once is enough, twice does no harm."""
    known = get_converters()
    for name, converter in (("month", MonthInAddress), ("day", DayInAddress)):
        if name not in known:
            register_converter(converter, name)
