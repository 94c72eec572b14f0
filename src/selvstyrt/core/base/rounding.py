"""Rounding at named points; money is Decimal, never float."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

_ORE = Decimal("0.01")


def round_ore(amount: Decimal) -> Decimal:
    """Amount in NOK rounded half up to whole øre.

    >>> round_ore(Decimal("218.0070"))
    Decimal('218.01')
    >>> round_ore(Decimal("-0.005"))
    Decimal('-0.01')
    """
    return amount.quantize(_ORE, rounding=ROUND_HALF_UP)
