"""Doubts that the engine keeps out of (tvil): warnings that stand on an open question of law."""

from __future__ import annotations

from collections.abc import Iterable

from selvstyrt.core.base import Finding
from selvstyrt.core.roster import Evaluator
from selvstyrt.core.roster.evaluation import BLOCKING, DOUBTS

Doubted = frozenset[tuple[str, str]]
"""(assistant, rule) of doubts that fixed shifts alone raise: there the engine settles for what is lawful."""


def doubted_by_fixed(evaluator: Evaluator) -> Doubted:
    """The doubts that stand whatever the rest of the roster is."""
    fixed = {shift.id: shift.fixed for shift in evaluator.problem.shifts}
    return frozenset((finding.who, finding.rule) for finding in evaluator.judge(fixed).doubts)


def are_kept_out(findings: Iterable[Finding], doubted: Doubted) -> bool:
    """True when one of the findings is a breach, or a doubt that the fixed shifts do not raise already."""
    return any(
        finding.severity in BLOCKING or (finding.rule in DOUBTS and (finding.who, finding.rule) not in doubted)
        for finding in findings
    )
