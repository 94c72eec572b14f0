"""Rows of time to values of `core.pay`, and pay lines back; the only place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from selvstyrt.apps.timesheets.convert import content_of
from selvstyrt.apps.timesheets.models import TimeEntry
from selvstyrt.core.base import Step
from selvstyrt.core.pay import WorkedKind, WorkedTime

_KINDS = {
    TimeEntry.Kind.WORK.value: WorkedKind.ACTIVE,
    TimeEntry.Kind.TRAVEL.value: WorkedKind.ACTIVE,
    TimeEntry.Kind.TRAINING.value: WorkedKind.TRAINING,
    TimeEntry.Kind.MEETING.value: WorkedKind.MEETING,
}


def worked_time(entry: TimeEntry) -> WorkedTime:
    """A time entry as pay sees it."""
    content = content_of(entry)
    return WorkedTime(
        id=str(entry.uid),
        span=content.span,
        kind=_KINDS[content.kind],
        break_minutes=content.break_minutes,
        break_paid=content.break_counts_as_work,
        resting=(content.rest,) if content.rest else (),
        calls=content.calls,
        travel=content.kind == TimeEntry.Kind.TRAVEL,
    )


def steps_as_json(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Steps as they are stored: plain values, amounts and days as text."""
    return [
        {
            "rule": step.rule,
            "citation": step.citation.text,
            "url": step.citation.url,
            "inputs": {name: _plain(value) for name, value in step.inputs.items()},
            "result": _plain(step.result),
        }
        for step in steps
    ]


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int) else str(value)
