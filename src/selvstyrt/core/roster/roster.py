"""A roster as data and as a file, `selvstyrt-roster/1` (turnus)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from selvstyrt.core.base import Finding
from selvstyrt.core.base.fields import Node, check_format, refuse
from selvstyrt.core.roster.problem import Assignments
from selvstyrt.core.roster.reading import read_assignments

ROSTER_FORMAT = "selvstyrt-roster/1"
_ROSTER = (
    *("format", "status", "objective", "bound", "seconds", "seed", "assignments"),
    *("findings", "uncovered", "explanation"),
)


class Status(StrEnum):
    """How far the search came: proven best, lawful but not proven best, impossible, or not known."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one assistant cannot have one shift, or what one rule says of it (grunn).

    `rule` is the finding code; `measured` and `limit` are in `unit`; `other` names another shift that
    stands in the way; `cure` the agreements or changes that would open it.
    """

    rule: str
    assistant: str
    measured: int | Decimal | None = None
    limit: int | Decimal | None = None
    unit: str = ""
    other: tuple[str, ...] = ()
    cure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """One thing told about a roster: a stable code and the facts of its sentence (forklaring)."""

    code: str
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Roster:
    """A roster with what the search knows of it; `objective` and `bound` are points, lower is better."""

    status: Status
    assignments: Assignments
    objective: int | None = None
    bound: int | None = None
    milliseconds: int = 0
    seed: int = 0
    findings: tuple[Finding, ...] = ()
    uncovered: tuple[tuple[str, tuple[Reason, ...]], ...] = ()
    explanation: tuple[Note, ...] = ()


def write_roster(roster: Roster) -> dict[str, Any]:
    """The roster as the object of its file; decimals stay Decimal for the face to write."""
    return {
        "format": ROSTER_FORMAT,
        "status": roster.status.value,
        "objective": roster.objective,
        "bound": roster.bound,
        "seconds": Decimal(roster.milliseconds) / 1000,
        "seed": roster.seed,
        "assignments": dict(roster.assignments),
        "findings": [write_finding(finding) for finding in roster.findings],
        "uncovered": [
            {"shift": shift, "reasons": [_write_reason(reason) for reason in reasons]}
            for shift, reasons in roster.uncovered
        ],
        "explanation": [{"code": note.code, **note.facts} for note in roster.explanation],
    }


def write_finding(finding: Finding) -> dict[str, Any]:
    """One finding as the object of a file."""
    written: dict[str, Any] = {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "assistant": finding.who or None,
        "at": finding.at.isoformat(),
        "measured": finding.measured,
        "limit": finding.limit,
        "unit": finding.unit,
    }
    if finding.shifts:
        written["shifts"] = list(finding.shifts)
    if finding.cure:
        written["cure"] = list(finding.cure)
    if finding.citation.text:
        written["citation"] = finding.citation.text
    return written


def _write_reason(reason: Reason) -> dict[str, Any]:
    written: dict[str, Any] = {"rule": reason.rule, "assistant": reason.assistant}
    if reason.measured is not None:
        written |= {"measured": reason.measured, "limit": reason.limit, "unit": reason.unit}
    if reason.other:
        written["other"] = list(reason.other)
    if reason.cure:
        written["cure"] = list(reason.cure)
    return written


def read_roster(data: Any) -> Roster:
    """The roster in a parsed file: who has which shift and how it came about.

    Findings, reasons and explanation are never read back: they are judged anew by `evaluate`.

    Raises: WrongInput.
    """
    check_format(data, (ROSTER_FORMAT,), "a roster")
    node = Node(data, "", _ROSTER)
    node.raw("format")
    assignments = node.raw("assignments")
    if not isinstance(assignments, dict):
        raise refuse("wrong_type", "assignments", "is not an object.", 'Write {"shift": "assistant"}.')
    largest = 10**15
    return Roster(
        status=Status(node.one_of("status", tuple(Status), Status.UNKNOWN.value)),
        assignments=read_assignments(assignments, "assignments"),
        objective=node.whole("objective", -largest, largest, None),
        bound=node.whole("bound", -largest, largest, None),
        milliseconds=int(node.amount("seconds", Decimal(0)) * 1000),
        seed=node.whole("seed", 0, largest, 0),
    )
