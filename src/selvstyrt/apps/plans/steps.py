"""The steps of a change of hands (steg): which shift goes from whom to whom, and what of it when it is shared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from selvstyrt.core.base import Span


@dataclass(frozen=True, slots=True)
class Step:
    """One shift that goes from one person to another (steg).

    `span` is when the whole shift is, `part` the part that `after` gets when it is shared by two. So many of the last
    minutes as `overtime_minutes` are overtime for `after`.
    """

    key: str
    span: Span
    before: UUID | None
    after: UUID
    part: Span | None = None
    overtime_minutes: int = 0

    @property
    def gets(self) -> Span:
        """What `after` gets."""
        return self.part or self.span


def steps_as_json(steps: tuple[Step, ...]) -> list[dict[str, Any]]:
    """Steps as they are stored."""
    return [
        {
            "key": step.key,
            **_times(step.span),
            "before": str(step.before) if step.before else None,
            "after": str(step.after),
            "part": _times(step.part) if step.part else None,
            "overtime_minutes": step.overtime_minutes,
        }
        for step in steps
    ]


def steps_of(stored: list[dict[str, Any]]) -> tuple[Step, ...]:
    """Steps as they were stored."""
    return tuple(
        Step(
            key=row["key"],
            span=_span(row),
            before=UUID(row["before"]) if row["before"] else None,
            after=UUID(row["after"]),
            part=_span(row["part"]) if row["part"] else None,
            overtime_minutes=row.get("overtime_minutes", 0),
        )
        for row in stored
    )


def _times(span: Span) -> dict[str, str]:
    return {"start": span.start.isoformat(), "end": span.end.isoformat()}


def _span(row: dict[str, str]) -> Span:
    return Span(datetime.fromisoformat(row["start"]), datetime.fromisoformat(row["end"]))
