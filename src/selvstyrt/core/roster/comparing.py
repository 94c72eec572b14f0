"""What a change makes worse (forverring): findings that were not there before, or not as bad."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from selvstyrt.core.base import Finding, Severity

_ORDER = (Severity.WISH, Severity.WARNING, Severity.NEEDS_AGREEMENT, Severity.ILLEGAL)


def worse_findings(before: Iterable[Finding], after: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of `after` that a change is to blame for: new ones, and old ones that grew.

    A breach that stood already, as bad or worse than now, is not among them. Two findings are the same breach when
    rule, person and moment are the same; it has grown when it is more severe or further beyond its limit.
    """
    standing: dict[tuple[str, str, datetime], tuple[int, Decimal]] = {}
    for finding in before:
        key, badness = _key(finding), _badness(finding)
        standing[key] = max(badness, standing.get(key, badness))
    return tuple(
        finding for finding in after if _key(finding) not in standing or _badness(finding) > standing[_key(finding)]
    )


def _key(finding: Finding) -> tuple[str, str, datetime]:
    return finding.rule, finding.who, finding.at


def _badness(finding: Finding) -> tuple[int, Decimal]:
    """Severity first, then how far beyond the limit."""
    return _ORDER.index(finding.severity), abs(Decimal(finding.measured) - Decimal(finding.limit))
