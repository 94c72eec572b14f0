"""Kinds of option that several commands have."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Any

import click

from selvstyrt.core.base import SelvstyrtError
from selvstyrt.core.base.fields import day_of


class Seconds(click.FloatRange):
    """Seconds within a range; `nan` and `inf` are refused, as no search would ever end by them."""

    name = "seconds"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The seconds, or a usage error."""
        seconds = super().convert(value, param, ctx)
        if not math.isfinite(seconds):
            self.fail(f"{value} is no number of seconds. Use {self._describe_range()}.", param, ctx)
        return seconds


class Monday(click.ParamType[date]):
    """A Monday, written as 2027-01-04."""

    name = "monday"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a usage error."""
        if isinstance(value, date):
            return value
        try:
            day = day_of(value, "The day")
        except SelvstyrtError as error:
            self.fail(str(error), param, ctx)
        if day.weekday():
            monday = day - timedelta(days=day.weekday())
            self.fail(f"{day} is no Monday. Use {monday} or {monday + timedelta(weeks=1)}.", param, ctx)
        return day
