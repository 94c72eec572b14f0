"""The fee against the income as steps in an SVG: where each line lies, in per cent across and pixels down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from selvstyrt.core.fees import FeeStretch
from selvstyrt.faces.web.amounts import number_text
from selvstyrt.faces.web.open.fees.kroner import kroner
from selvstyrt.faces.web.open.fees.words import income_span

TOP, BOTTOM, FOOT = 34, 214, 40
_LEFT, _RIGHT = Decimal(1), Decimal(99)
_BEYOND = Decimal("1.2")


@dataclass(frozen=True, slots=True)
class Tread:
    """A level part of the picture: one fee over a stretch of incomes; without `y` there is no answer there."""

    x1: str
    x2: str
    y: int | None
    label: str
    label_x: str
    mine: bool
    edge: str
    incomes: str
    fee: str


@dataclass(frozen=True, slots=True)
class Riser:
    """A jump between two treads."""

    x: str
    y1: int
    y2: int


@dataclass(frozen=True, slots=True)
class Staircase:
    """What the picture of fees draws, and the rows of the table beside it."""

    height: int
    floor: int
    treads: tuple[Tread, ...]
    risers: tuple[Riser, ...]
    mark_x: str
    mark_y: int | None
    g: Decimal


def staircase(curve: Sequence[FeeStretch], g: Decimal, income: Decimal) -> Staircase:
    """The picture of a curve, with a mark where the household stands."""
    curve = _joined(curve)
    furthest = max(curve[-1].start * _BEYOND, income * _BEYOND / Decimal("1.1"), g)
    highest = max((each.fee for each in curve if each.fee is not None), default=Decimal(0)) or Decimal(1)

    def across(amount: Decimal) -> Decimal:
        return _LEFT + (_RIGHT - _LEFT) * min(amount / furthest, Decimal(1))

    def down(fee: Decimal) -> int:
        return int((BOTTOM - (BOTTOM - TOP) * fee / highest).quantize(Decimal(1), rounding=ROUND_HALF_UP))

    treads, risers = [], []
    before: int | None = None
    for stretch in curve:
        x1, x2 = across(stretch.start), across(stretch.end if stretch.end is not None else furthest)
        y = None if stretch.fee is None else down(stretch.fee)
        if y is not None and before is not None and y != before:
            risers.append(Riser(_percent(x1), before, y))
        before = y
        edge = number_text((stretch.start / g).quantize(Decimal("0.1"))) if stretch.start else ""
        treads.append(
            Tread(
                x1=_percent(x1),
                x2=_percent(x2),
                y=y,
                label="?" if stretch.fee is None else number_text(stretch.fee),
                label_x=_percent((x1 + x2) / 2),
                mine=_holds(stretch, income),
                edge=edge,
                incomes=income_span(stretch.start, stretch.end),
                fee="" if stretch.fee is None else kroner(stretch.fee),
            )
        )
    mine = next((each.y for each in treads if each.mine), None)
    return Staircase(BOTTOM + FOOT, BOTTOM, tuple(treads), tuple(risers), _percent(across(income)), mine, g)


def _joined(curve: Sequence[FeeStretch]) -> list[FeeStretch]:
    """Neighbours with the same fee as one stretch."""
    found: list[FeeStretch] = []
    for each in curve:
        if found and (found[-1].fee, found[-1].code) == (each.fee, each.code):
            last = found[-1]
            found[-1] = FeeStretch(last.start, each.end, last.place, last.fee, last.code)
        else:
            found.append(each)
    return found


def _holds(stretch: FeeStretch, income: Decimal) -> bool:
    return stretch.start <= income and (stretch.end is None or income < stretch.end)


def _percent(share: Decimal) -> str:
    return f"{share.quantize(Decimal('0.01'))}%"
