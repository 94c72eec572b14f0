"""Bars as inline SVG beside a table: the arithmetic of the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

BAR = 22
LABEL = 24
GAP = 14
HUES = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is, its size, and the size as text; the rest is set by `bar_figure`."""

    label: str
    value: int
    text: str
    hue: int = 1
    y: int = 0
    label_y: int = 0
    width: str = "0%"
    height: int = BAR


@dataclass(frozen=True, slots=True)
class BarFigure:
    """What components/figure_bars.html draws."""

    caption: str
    summary: str
    label_heading: str
    value_heading: str
    bars: tuple[Bar, ...]
    height: int
    mark_x: str = ""
    mark_text: str = ""


def bar_figure(
    *,
    caption: str,
    summary: str,
    label_heading: str,
    value_heading: str,
    bars: Sequence[Bar],
    mark: int | None = None,
    mark_text: str = "",
) -> BarFigure:
    """Place the bars under each other, all to the same scale.

    `summary` says the picture in one sentence. A negative value is drawn as nothing; its text shows it.
    `mark` is a value to draw a line at, `mark_text` what the line means.
    """
    largest = max([1, *(bar.value for bar in bars), mark or 0])
    placed = []
    top = 0
    for index, bar in enumerate(bars):
        placed.append(
            replace(
                bar,
                hue=index % HUES + 1 if bar.hue == 1 else bar.hue,
                label_y=top + LABEL - 7,
                y=top + LABEL,
                width=_share(bar.value, largest),
            )
        )
        top += LABEL + BAR + GAP
    return BarFigure(
        caption=caption,
        summary=summary,
        label_heading=label_heading,
        value_heading=value_heading,
        bars=tuple(placed),
        height=max(top - GAP, 1),
        mark_x="" if mark is None else _share(mark, largest),
        mark_text=mark_text,
    )


def _share(value: int, largest: int) -> str:
    """The value as a share of the picture's width, which fits every screen while the texts keep their size."""
    whole, tenth = divmod(max(value, 0) * 1000 // largest, 10)
    return f"{whole}.{tenth}%"
