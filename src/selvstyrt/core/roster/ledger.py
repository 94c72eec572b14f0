"""The ledger of burdens and wishes (regnskap over belastning): what earlier periods left over, and how it fades.

Week by week: what each assistant had of a kind, less the share that the contract entitles to of what all had. A week
counts less the older it is, and nothing after a year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction

FADES_IN_WEEKS = 52
"""A week counts in full when it is new, by half after 26 weeks, and not at all after these."""

HUNDRED = 100
SMALLEST_WISH_PERCENT, LARGEST_WISH_PERCENT = 50, 200
WISH_PERCENT_EACH = 25
"""For each wish met fewer than one's share, a wish counts so many per cent more; for each met more, less."""


@dataclass(frozen=True, slots=True)
class Balance:
    """What one assistant has had beyond a fair share (saldo), in hundredths: of shifts, or of wishes that were met.

    Above zero: more than the share. Below zero: less.
    """

    weekends: int = 0
    nights: int = 0
    red_days: int = 0
    short_notice: int = 0
    wishes: int = 0

    def of(self, kind: str) -> int:
        """The balance of one kind."""
        return int(getattr(self, kind))


BALANCE_KINDS: tuple[str, ...] = tuple(each.name for each in fields(Balance))


@dataclass(frozen=True, slots=True)
class PastWeek:
    """One earlier week (tidligere uke): who could share its burdens, by contract minutes, and what each had."""

    first_day: date
    parts: Mapping[str, int]
    had: Mapping[tuple[str, str], int]
    """(assistant, kind) -> shifts, or wishes that were met; what is left out is 0."""


def balances_of(weeks: Iterable[PastWeek], first_day: date) -> dict[str, Balance]:
    """The balance of each assistant on the first day of a period; nobody who is not in a week's parts bears on it."""
    sums: dict[tuple[str, str], Fraction] = {}
    for week in weeks:
        left = FADES_IN_WEEKS - max((first_day - week.first_day).days // 7 - 1, 0)
        if left <= 0 or not week.parts:
            continue
        parts = week.parts if any(week.parts.values()) else dict.fromkeys(week.parts, 1)
        whole = sum(parts.values())
        for kind in BALANCE_KINDS:
            total = sum(week.had.get((who, kind), 0) for who in parts)
            for who, part in parts.items():
                over = week.had.get((who, kind), 0) - Fraction(total * part, whole)
                sums[who, kind] = sums.get((who, kind), Fraction(0)) + over * left / FADES_IN_WEEKS
    people = dict.fromkeys(who for who, _ in sums)
    return {who: Balance(**{kind: round(HUNDRED * sums[who, kind]) for kind in BALANCE_KINDS}) for who in people}


def wish_percent(balance: Balance | None) -> int:
    """How much a wish counts for an assistant with this balance; 100 is the ordinary."""
    if balance is None:
        return HUNDRED
    percent = HUNDRED - balance.wishes * WISH_PERCENT_EACH // HUNDRED
    return max(SMALLEST_WISH_PERCENT, min(LARGEST_WISH_PERCENT, percent))
