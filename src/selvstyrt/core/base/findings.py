"""Findings (funn): what a rule says of a set of shifts. A finding is data, not an exception."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from selvstyrt.core.base.citations import Citation


class Severity(StrEnum):
    """How bad a finding is.

    ILLEGAL: over a bound that nothing the employer could simply have agreed would cure.
    NEEDS_AGREEMENT: a written agreement or permission could open it, and none is on record.
    WARNING: a soft duty, a discretionary test, or an unsettled way of counting.
    WISH: somebody's wish is not met.
    """

    ILLEGAL = "illegal"
    NEEDS_AGREEMENT = "needs_agreement"
    WARNING = "warning"
    WISH = "wish"


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach: which rule, how bad, who, when, measured against which limit, and the provision.

    `at` is the UTC instant where the breach begins to show. `measured` and `limit` are in `unit`
    ("min", "days", "sundays", "per_mille", "shifts", "kinds", "date"). `cure` names the agreement types
    or changes that would heal it; `mode` names the counting mode when it decides the outcome;
    `facts` holds what a text needs beside (other shift, week number, period).
    """

    rule: str
    severity: Severity
    who: str
    at: datetime
    measured: int | Decimal
    limit: int | Decimal
    unit: str
    citation: Citation
    mode: str = ""
    cure: tuple[str, ...] = ()
    shifts: tuple[str, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)
