"""The ledger of the hours account (timekontoens posteringer): kinds, signs, balance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from selvstyrt.core.base import DateRange, WrongInput


class LedgerKind(StrEnum):
    """Why minutes come to or go from the account (posteringstype)."""

    GRANT = "grant"
    ADJUST = "adjust"
    TEMP_GRANT = "temp_grant"
    OPENING = "opening"
    USE_ACTIVE = "use_active"
    USE_PASSIVE = "use_passive"
    TRAINING = "training"
    MEETING = "meeting"
    OVERLAP = "overlap"
    SICK_PAID = "sick_paid"
    CANCELLED_PAID = "cancelled_paid"
    CARRY_OUT = "carry_out"
    CARRY_IN = "carry_in"
    RETURN = "return"
    CORRECTION = "correction"

    @property
    def sign(self) -> int:
        """1 adds, -1 takes, 0 may do either."""
        return _SIGNS[self]

    @property
    def is_use(self) -> bool:
        """True for time that assistants have worked or been paid for."""
        return self in USES


USES = frozenset(
    {
        LedgerKind.USE_ACTIVE,
        LedgerKind.USE_PASSIVE,
        LedgerKind.TRAINING,
        LedgerKind.MEETING,
        LedgerKind.OVERLAP,
        LedgerKind.SICK_PAID,
        LedgerKind.CANCELLED_PAID,
    }
)
_FROM_DECISIONS = frozenset({LedgerKind.GRANT, LedgerKind.ADJUST})
_PLUS = frozenset({LedgerKind.GRANT, LedgerKind.TEMP_GRANT, LedgerKind.CARRY_IN})
_EITHER = frozenset({LedgerKind.ADJUST, LedgerKind.OPENING, LedgerKind.CORRECTION})
_SIGNS = {kind: 1 if kind in _PLUS else 0 if kind in _EITHER else -1 for kind in LedgerKind}

MAIN_POT = "main"
PASSIVE_POT = "passive"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One posting (postering): signed minutes on a day; never changed, only corrected by a new one.

    `pot` is "main", or "passive" where resting time has hours of its own. `corrects` tells what a
    CORRECTION is of, so that corrected use counts as use.

    Raises: WrongInput `ledger_sign_wrong`.
    """

    day: date
    kind: LedgerKind
    minutes: int
    ref: str = ""
    pot: str = MAIN_POT
    corrects: LedgerKind | None = None

    def __post_init__(self) -> None:
        if self.kind.sign * self.minutes < 0:
            raise WrongInput(
                "ledger_sign_wrong",
                f"{self.minutes} minutes of {self.kind} have the wrong sign; {self.kind} "
                f"{'adds to' if self.kind.sign > 0 else 'takes from'} the account. Post a correction instead.",
                kind=self.kind,
                minutes=self.minutes,
            )

    @property
    def counts_as_use(self) -> bool:
        """True for use and for corrections of use."""
        return (self.corrects or self.kind).is_use


def balance(entries: Iterable[LedgerEntry], on: date, *, pot: str = MAIN_POT) -> int:
    """Minutes on the account at the end of a day: the sum of all postings until then."""
    return sum(entry.minutes for entry in entries if entry.pot == pot and entry.day <= on)


def used_minutes(entries: Iterable[LedgerEntry], days: DateRange, *, pot: str = MAIN_POT) -> int:
    """Minutes used over some days, corrections of use included; positive when hours were used."""
    return -sum(entry.minutes for entry in entries if entry.pot == pot and entry.counts_as_use and entry.day in days)


def other_minutes(entries: Iterable[LedgerEntry], days: DateRange, *, pot: str = MAIN_POT) -> int:
    """Postings over some days that are neither use nor what the decisions give: opening, carried hours, extra grants.

    GRANT and ADJUST are left out, with their corrections: they say what the lines of the decisions say.
    """
    return sum(
        entry.minutes
        for entry in entries
        if entry.pot == pot
        and entry.day in days
        and not entry.counts_as_use
        and (entry.corrects or entry.kind) not in _FROM_DECISIONS
    )
