"""Small builders of shifts and worked time for tests."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

from selvstyrt.apps.plans.models import PlanVersion, Shift
from selvstyrt.apps.schemes.models import Assignment, Scheme
from selvstyrt.apps.timesheets.content import EntryContent
from selvstyrt.apps.timesheets.models import TimeEntry
from selvstyrt.apps.timesheets.services import submit_entry
from selvstyrt.core.base import Span
from tests.cast import Cast

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def span(start: str, end: str) -> Span:
    """From and to as local times, "2026-11-02 07:00"."""
    return Span.of_local(datetime.fromisoformat(start), datetime.fromisoformat(end))


def work(start: str, end: str, **rest: object) -> EntryContent:
    return EntryContent(span(start, end), **rest)  # type: ignore[arg-type]


def resting(start: str, end: str, *calls: tuple[str, str]) -> EntryContent:
    """A night that is resting duty from start to end."""
    return EntryContent(span(start, end), rest=span(start, end), calls=tuple(span(*call) for call in calls))


def published_plan(
    scheme: Scheme, *, first_day: date = date(2026, 10, 1), last_day: date = date(2026, 12, 31)
) -> PlanVersion:
    return PlanVersion.objects.create(
        scheme=scheme,
        number=scheme.plans.count() + 1,
        first_day=first_day,
        last_day=last_day,
        state=PlanVersion.State.PUBLISHED,
        made_at=NOW,
        published_at=NOW,
    )


def shift(plan: PlanVersion, assignment: Assignment | None, start: str, end: str, **rest: object) -> Shift:
    when = span(start, end)
    values = {"name": "Dag", "type": "day", "key": f"{start}-{rest.get('type', 'day')}-1"} | rest
    return Shift.objects.create(plan=plan, assignment=assignment, start=when.start, end=when.end, **values)


def enter(cast: Cast, content: EntryContent, *, assignment: Assignment | None = None, now: datetime = NOW) -> TimeEntry:
    """Amal (or who holds the assignment) enters time."""
    chosen = assignment or cast.amal_assignment
    return submit_entry(key=uuid4(), assignment_uid=chosen.uid, content=content, by=cast.actor(chosen.person), now=now)
