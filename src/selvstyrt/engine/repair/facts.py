"""What bears on a cover beside the roster problem: pay, who was asked lately, whether a shift may be split."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from selvstyrt.core.roster.pay_basis import PayTerms


@dataclass(frozen=True, slots=True)
class SplitRule:
    """How a shift may be cut in two (deling av vakt): the shortest part, and the steps of the clock, in minutes."""

    shortest: int
    step: int = 30


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What decides the order of covers beside the roster (omstendigheter).

    `now` is the moment of asking: what has begun is never moved. `asked` counts, per assistant, how often they were
    asked lately, `taken` how often they then stepped in. `split` is None where the shift may not be cut in two.
    An assistant without `pay` has no price. `overtime` are the last minutes of shifts that their holders have agreed to
    as overtime, by the shift's id.
    """

    now: datetime
    pay: Mapping[str, PayTerms] = field(default_factory=dict)
    asked: Mapping[str, int] = field(default_factory=dict)
    taken: Mapping[str, int] = field(default_factory=dict)
    split: SplitRule | None = None
    overtime: Mapping[str, int] = field(default_factory=dict)
