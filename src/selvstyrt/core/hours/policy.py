"""What municipality and contract decide about the account (telleregler for timekontoen), and what an entry charges.

The national rules leave these open. Each is a value of the policy, never a rule in code.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from selvstyrt.core.base import Citation, Step, WrongInput
from selvstyrt.core.hours.ledger import MAIN_POT, PASSIVE_POT, LedgerEntry, LedgerKind

CHARGE_RULE = Citation("docs/rules/hours.md, Use")


class CarryOver(StrEnum):
    """What happens to hours left at the end of the settlement period (overføring)."""

    NONE = "none"
    CAP = "cap"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class HoursPolicy:
    """The choices of one municipality and contract (timekontoens vilkår).

    `passive_factor`: how much of a resting hour is charged; None puts resting time in a pot of its own.
    `from_frame`: the kinds of paid time that draw on the granted hours.
    `pace_days`: how many days back the forecast looks; with fewer than `pace_min_days` of postings there is
    no pace yet. `unused_alert_percent`: warn when more than this
    share of the year's grant is expected to be left. `notice_days`: warn so long before a decision ends.
    """

    passive_factor: Fraction | None = Fraction(1)
    from_frame: frozenset[LedgerKind] = frozenset({LedgerKind.USE_ACTIVE, LedgerKind.USE_PASSIVE})
    carry_over: CarryOver = CarryOver.NONE
    carry_cap_minutes: int = 0
    pace_days: int = 56
    pace_min_days: int = 14
    unused_alert_percent: int = 10
    notice_days: int = 90


@dataclass(frozen=True, slots=True)
class Charge:
    """What one time entry takes from the account (belastning), and why."""

    entries: tuple[LedgerEntry, ...]
    steps: tuple[Step, ...]


def charge_use(
    day: date, kind: LedgerKind, active_minutes: int, resting_minutes: int, policy: HoursPolicy, *, ref: str = ""
) -> Charge:
    """Postings for one time entry: its active minutes under `kind`, its resting minutes as USE_PASSIVE.

    Calls in a resting night are active minutes, so `resting_minutes` is the rest without them. Minutes are
    minutes on the clock: how the night is paid is another question.

    Raises: WrongInput `not_a_use`, `negative_minutes`.
    """
    if not kind.is_use:
        raise WrongInput("not_a_use", f"{kind} is not a kind of use; choose one of the kinds of use.", kind=kind)
    if active_minutes < 0 or resting_minutes < 0:
        raise WrongInput("negative_minutes", "Used minutes cannot be negative; post a correction instead.", ref=ref)
    entries, steps = [], []
    if active_minutes:
        taken = active_minutes if kind in policy.from_frame else 0
        inputs = {"kind": str(kind), "minutes": active_minutes, "from_frame": bool(taken)}
        steps.append(Step("use.active", CHARGE_RULE, inputs, taken))
        if taken:
            entries.append(LedgerEntry(day, kind, -taken, ref))
    if resting_minutes:
        pot, factor = MAIN_POT, policy.passive_factor
        if factor is None:
            pot, factor = PASSIVE_POT, Fraction(1)
        if LedgerKind.USE_PASSIVE not in policy.from_frame:
            factor = Fraction(0)
        taken = _round_half_up(resting_minutes * factor)
        steps.append(
            Step(
                "use.passive",
                CHARGE_RULE,
                {"minutes": resting_minutes, "factor": str(factor), "pot": pot},
                taken,
            )
        )
        if taken:
            entries.append(LedgerEntry(day, LedgerKind.USE_PASSIVE, -taken, ref, pot))
    return Charge(tuple(entries), tuple(steps))


def _round_half_up(minutes: Fraction) -> int:
    """A fraction of minutes, not negative, to whole minutes."""
    return int(minutes + Fraction(1, 2))


@dataclass(frozen=True, slots=True)
class YearEnd:
    """What becomes of the balance (årsoppgjør): carried to the next year, and returned to the municipality."""

    carried: int
    returned: int
    steps: tuple[Step, ...]


def settle(balance_minutes: int, policy: HoursPolicy) -> YearEnd:
    """The balance at the end of the year. Overspent hours are carried: the next year starts below zero."""
    if balance_minutes <= 0 or policy.carry_over is CarryOver.ALL:
        carried = balance_minutes
    else:
        carried = min(balance_minutes, policy.carry_cap_minutes) if policy.carry_over is CarryOver.CAP else 0
    inputs = {"balance": balance_minutes, "carry_over": str(policy.carry_over), "cap": policy.carry_cap_minutes}
    returned = balance_minutes - carried
    step = Step("year_end.settle", Citation("docs/rules/hours.md, Year end"), inputs, carried)
    return YearEnd(carried, returned, (step,))
