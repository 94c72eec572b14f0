"""Kroner as people type them, and as the page writes them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import get_language

from selvstyrt.core.base import WrongInput
from selvstyrt.faces.web.amounts import NBSP, money_text, number_text

MOST = Decimal(10) ** 9
_SPACES = re.compile(r"[\s\u00a0\u2009\u202f'’]+")
_UNITS = re.compile(r"^(?:kr\.?|nok|kroner)|(?:kr\.?|nok|kroner)$|,-$|,–$")
_MINUS = re.compile(r"^(?:[-−–]|minus)")
_GROUPS = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?")
_PLAIN = re.compile(r"\d+(?:[.,]\d{1,2})?")


def read_kroner(text: str) -> Decimal:
    """An amount: 300000, 300 000, 300.000, "kr 300 000,-", 1.234,50.

    Raises: WrongInput `kroner_unreadable`, `kroner_negative`, `kroner_too_many`.
    """
    clean = _SPACES.sub("", text).lower()
    while (shorter := _UNITS.sub("", clean)) != clean:
        clean = shorter
    if _MINUS.match(clean) and re.search(r"\d", clean):
        raise WrongInput("kroner_negative", f"{text[:40]!r} is less than nothing.", text=text[:40])
    if not clean.isascii() or not (_GROUPS.fullmatch(clean) or _PLAIN.fullmatch(clean)):
        raise WrongInput("kroner_unreadable", f"{text[:40]!r} cannot be read as kroner.", text=text[:40])
    whole, decimals = _parts(clean)
    amount = Decimal(f"{whole}.{decimals or 0}")
    if amount > MOST:
        raise WrongInput("kroner_too_many", f"{text[:40]!r} is more than {MOST}.", text=text[:40])
    return amount


def _parts(clean: str) -> tuple[str, str]:
    """Digits before and after the decimal sign; three digits behind a sign are thousands."""
    found = re.search(r"[.,](\d{1,2})$", clean)
    decimals = found[1] if found else ""
    whole = clean[: found.start()] if found else clean
    return re.sub(r"[.,]", "", whole), decimals


def kroner(amount: Decimal) -> str:
    """An amount as the page writes it: "868 kr", "786,50 kr"; in English "NOK 868"."""
    return _written(amount, get_language() or "nb")


@lru_cache(maxsize=4096)
def _written(amount: Decimal, language: str) -> str:
    if amount != amount.to_integral_value():
        return money_text(amount)
    number = number_text(amount)
    return f"NOK{NBSP}{number}" if language.startswith("en") else f"{number}{NBSP}kr"
