"""Rulings (rettslig svar): the answer to a question of law that is about facts, not about a set of shifts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from selvstyrt.core.base.findings import Severity
from selvstyrt.core.base.steps import Step


@dataclass(frozen=True, slots=True)
class Breach:
    """One rule that the facts break, and how bad it is."""

    rule: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the facts break, and the figures of the answer.

    `figures` are plain values (int, Decimal, bool, date, str); times are minutes and their names end in `_minutes`.
    `steps` tell which provisions were applied to which facts.
    """

    breaches: tuple[Breach, ...] = ()
    figures: dict[str, Any] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()

    @classmethod
    def of(cls, rule: str, broken: bool, severity: Severity = Severity.ILLEGAL, **figures: Any) -> Ruling:
        """A ruling on one rule."""
        return cls((Breach(rule, severity),) if broken else (), figures)

    @property
    def compliant(self) -> bool:
        """True when nothing is illegal and nothing lacks an agreement."""
        return all(breach.severity not in {Severity.ILLEGAL, Severity.NEEDS_AGREEMENT} for breach in self.breaches)
