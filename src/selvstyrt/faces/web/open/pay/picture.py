"""Bars where one is what the reader chose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext as _

from selvstyrt.faces.web.bars import Bar, BarFigure, bar_figure

_FILLED, _LIGHT = 1, 2


def plain_bars(caption: str, bars: Iterable[tuple[str, int | None, str, bool]]) -> BarFigure:
    """The same without the word: one bar is filled because it is the main one."""
    return _placed(caption, list(bars))


def choice_bars(caption: str, bars: Iterable[tuple[str, int | None, str, bool]]) -> BarFigure:
    """Bars of (label, amount or None, amount as text, whether it is chosen); the chosen one says so and is filled."""
    marked = [
        (_("Valgt: %(group)s") % {"group": label} if chosen else label, value, text, chosen)
        for label, value, text, chosen in bars
    ]
    return _placed(caption, marked)


def _placed(caption: str, bars: list[tuple[str, int | None, str, bool]]) -> BarFigure:
    placed = bar_figure(
        caption=caption,
        summary="",
        label_heading="",
        value_heading="",
        bars=[Bar(label, value or 0, text) for label, value, text, _filled in bars],
    )
    hues = [_FILLED if filled else _LIGHT for *_rest, filled in bars]
    return replace(placed, bars=tuple(replace(bar, hue=hue) for bar, hue in zip(placed.bars, hues, strict=True)))
