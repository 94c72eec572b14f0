"""One ruling with its provision and its step (rettslig svar med hjemmel)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from selvstyrt.core import law
from selvstyrt.core.base import Breach, Ruling, Severity, Step


def step(rule: str, given: Mapping[str, Any], result: Any) -> Step:
    """What a provision made of the facts."""
    return Step(rule, law.citation(rule), dict(given), result)


def judge(
    rule: str,
    broken: bool,
    given: Mapping[str, Any],
    *,
    severity: Severity = Severity.ILLEGAL,
    **figures: Any,
) -> Ruling:
    """A ruling on one rule, with the step that led to it."""
    breaches = (Breach(rule, severity),) if broken else ()
    return Ruling(breaches, figures, (step(rule, given, figures),))
