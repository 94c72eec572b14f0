"""Reads of plans and shifts as frozen values (lesing). Nothing here writes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from selvstyrt.apps.people.models import Person
from selvstyrt.apps.plans.drafts import is_overtaken, with_newest
from selvstyrt.apps.plans.models import CalendarFeed, PlanVersion, Run, Shift
from selvstyrt.apps.plans.services.leases import STALE_AFTER
from selvstyrt.apps.plans.team import end_of_days, midnight
from selvstyrt.apps.schemes.models import Assignment
from selvstyrt.core.base import OSLO, Span

RUNNING = (Run.State.QUEUED, Run.State.RUNNING)


@dataclass(frozen=True, slots=True)
class ShiftView:
    """One shift as a page shows it (vakt)."""

    uid: UUID
    plan_uid: UUID
    key: str
    name: str
    type: str
    span: Span
    minutes: int
    passive_minutes: int
    person_uid: UUID | None
    person_name: str
    pinned: bool
    priority: int = 2
    skills: tuple[str, ...] = ()
    scheme_name: str = ""

    @property
    def day(self) -> date:
        """The local day on which it starts."""
        return self.span.start_day()

    @property
    def is_empty(self) -> bool:
        """True when nobody has it."""
        return self.person_uid is None


@dataclass(frozen=True, slots=True)
class PlanView:
    """A version of the plan in a list or a heading."""

    uid: UUID
    number: int
    first_day: date
    last_day: date
    state: str
    revision: int
    based_on_number: int | None
    made_at: datetime
    published_at: datetime | None
    published_by: str
    shifts: int
    empty: int
    run_uid: UUID | None = None
    cause: str = PlanVersion.Cause.DRAFT.value
    is_overtaken: bool = False

    @property
    def is_draft(self) -> bool:
        """True while it can be changed."""
        return self.state == PlanVersion.State.DRAFT


@dataclass(frozen=True, slots=True)
class RunView:
    """How far a run is (kjøring)."""

    uid: UUID
    plan_uid: UUID
    state: str
    stop_requested: bool
    heartbeat_is_old: bool
    elapsed_seconds: int
    time_limit_seconds: int
    covered: int | None
    total: int | None
    best: int | None
    bound: int | None
    attempts: int
    status: str
    error: dict[str, Any]
    notes: tuple[dict[str, Any], ...]

    @property
    def is_over(self) -> bool:
        """True when it is done or failed."""
        return self.state not in RUNNING

    @property
    def has_roster(self) -> bool:
        """True when it gave a roster, and not only the reasons why there is none."""
        return self.status in ("optimal", "feasible")

    @property
    def gap_percent(self) -> int | None:
        """How many percent better may be possible at most, rounded up; None while it is not known."""
        if not self.best or self.bound is None:
            return 0 if self.best == 0 else None
        return max(0, -(-(self.best - self.bound) * 100 // self.best))


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A shift in a calendar; the scheme is named only to somebody who works in several."""

    shift: ShiftView
    plan_number: int
    published_at: datetime
    scheme_name: str


@dataclass(frozen=True, slots=True)
class CalendarView:
    """What a person's calendar address gives, and when any of it last changed."""

    language: str
    changed_at: datetime | None
    entries: tuple[CalendarEntry, ...]


@dataclass(frozen=True, slots=True)
class Tasks:
    """What the start page asks of the plans of one scheme (gjøremål)."""

    empty: tuple[ShiftView, ...]
    last_published_day: date | None
    drafts: tuple[PlanView, ...]
    running: tuple[UUID, ...]


def shifts_between(
    scheme_uid: UUID, first_day: date, last_day: date, *, person_uid: UUID | None = None
) -> list[ShiftView]:
    """The shifts in effect that start on these days, in order; those of one person if asked."""
    rows = Shift.objects.in_effect().filter(
        plan__scheme__uid=scheme_uid, start__gte=midnight(first_day), start__lt=midnight(last_day + timedelta(days=1))
    )
    return _views(rows if person_uid is None else rows.filter(assignment__person__uid=person_uid))


def shifts_of_plan(plan_uid: UUID, first_day: date | None = None, last_day: date | None = None) -> list[ShiftView]:
    """The shifts of one version of the plan, of all or some of its days."""
    rows: QuerySet[Shift] = Shift.objects.filter(plan__uid=plan_uid)
    if first_day is not None:
        rows = rows.filter(start__gte=midnight(first_day))
    if last_day is not None:
        rows = rows.filter(start__lt=midnight(last_day + timedelta(days=1)))
    return _views(rows)


def views_of(plan: PlanVersion, rows: Iterable[Shift]) -> list[ShiftView]:
    """Shifts of a plan that are read already, with their people."""
    found = []
    for row in rows:
        row.plan = plan
        found.append(view_of(row))
    return found


def shift_of_plan(plan_uid: UUID, shift_uid: UUID) -> ShiftView | None:
    """One shift of a version of the plan, or None."""
    return next(iter(_views(Shift.objects.filter(plan__uid=plan_uid, uid=shift_uid))), None)


def shift_in_effect(scheme_uid: UUID, shift_uid: UUID) -> ShiftView | None:
    """One shift in effect in the scheme, or None."""
    return next(iter(_views(Shift.objects.in_effect().filter(plan__scheme__uid=scheme_uid, uid=shift_uid))), None)


def next_shifts(person_uid: UUID, *, now: datetime, count: int = 5, scheme_uid: UUID | None = None) -> list[ShiftView]:
    """A person's shifts that are not over yet, the one under way first: in one scheme, or in all with their names."""
    rows = Shift.objects.in_effect().filter(assignment__person__uid=person_uid, end__gt=now)
    if scheme_uid is not None:
        return _views(rows.filter(plan__scheme__uid=scheme_uid), count)
    named = _rows(rows.select_related("plan__scheme"), count)
    return [replace(view_of(row), scheme_name=row.plan.scheme.name) for row in named]


def colleagues_at(shift: ShiftView, scheme_uid: UUID) -> list[ShiftView]:
    """The shifts of others that share time with this one."""
    rows = Shift.objects.in_effect().filter(
        plan__scheme__uid=scheme_uid,
        assignment__isnull=False,
        start__lt=shift.span.end,
        end__gt=shift.span.start,
    )
    return [view for view in _views(rows) if view.uid != shift.uid]


def calendar_of(person_uid: UUID, *, since: datetime) -> CalendarView:
    """All a person's shifts in effect that end after a moment, in every scheme; three queries."""
    rows = list(
        Shift.objects.in_effect()
        .filter(assignment__person__uid=person_uid, end__gt=since)
        .select_related("assignment__person", "plan__scheme")
        .order_by("start", "key")
    )
    person = Person.objects.get(uid=person_uid)
    changed = PlanVersion.objects.filter(scheme__assignments__person=person).aggregate(at=Max("published_at"))["at"]
    schemes = {row.plan.scheme_id for row in rows}
    return CalendarView(
        language=person.language,
        changed_at=changed,
        entries=tuple(
            CalendarEntry(
                shift=view_of(row),
                plan_number=row.plan.number,
                published_at=row.plan.published_at or row.plan.made_at,
                scheme_name=row.plan.scheme.name if len(schemes) > 1 else "",
            )
            for row in rows
        ),
    )


def calendar_made_at(person_uid: UUID) -> datetime | None:
    """When the person's calendar address was made; None when there is none."""
    return CalendarFeed.objects.filter(person__uid=person_uid).values_list("made_at", flat=True).first()


def plans_of(scheme_uid: UUID, *, published_only: bool = False) -> list[PlanView]:
    """The versions of the plan, newest period first; two queries."""
    rows = _plans(PlanVersion.objects.filter(scheme__uid=scheme_uid))
    if published_only:
        rows = rows.exclude(state=PlanVersion.State.DRAFT)
    found = list(rows.order_by("-first_day", "-number"))
    return [_plan_view(row, running) for row, running in zip(found, _running(found), strict=True)]


def plan(scheme_uid: UUID, plan_uid: UUID) -> PlanView | None:
    """One version of the plan of this scheme, or None."""
    row = _plans(PlanVersion.objects.filter(scheme__uid=scheme_uid, uid=plan_uid)).first()
    return _plan_view(row, _running([row])[0]) if row is not None else None


def plan_row(scheme_uid: UUID, plan_uid: UUID) -> PlanVersion | None:
    """The row itself, for the evaluator and the preview; with scheme and case."""
    return PlanVersion.objects.select_related("scheme__case").filter(scheme__uid=scheme_uid, uid=plan_uid).first()


def team_names(row: PlanVersion) -> dict[str, str]:
    """Names of those employed in the plan's period, by the id of problem files."""
    people = Assignment.objects.filter(
        Q(last_day=None) | Q(last_day__gte=row.first_day), scheme=row.scheme_id, first_day__lte=row.last_day
    ).values_list("person__uid", "person__name")
    return {str(uid): name for uid, name in people}


def team_names_of(scheme_uid: UUID, plan_uid: UUID) -> dict[str, str]:
    """The same for a version of the plan of this scheme; empty when there is none."""
    row = plan_row(scheme_uid, plan_uid)
    return team_names(row) if row is not None else {}


def last_published_day(scheme_uid: UUID) -> date | None:
    """The last day that a published plan covers."""
    found: date | None = PlanVersion.objects.filter(
        scheme__uid=scheme_uid, state=PlanVersion.State.PUBLISHED
    ).aggregate(last=Max("last_day"))["last"]
    return found


def run(scheme_uid: UUID, run_uid: UUID, *, now: datetime) -> RunView | None:
    """One run of this scheme, or None."""
    row = Run.objects.select_related("plan").filter(plan__scheme__uid=scheme_uid, uid=run_uid).first()
    return _run_view(row, now) if row is not None else None


def latest_run(plan_uid: UUID, *, now: datetime) -> RunView | None:
    """The last run of a plan, or None."""
    row = Run.objects.select_related("plan").filter(plan__uid=plan_uid).order_by("-queued_at", "-pk").first()
    return _run_view(row, now) if row is not None else None


def tasks(scheme_uid: UUID, *, now: datetime, days: int = 14) -> Tasks:
    """Empty shifts of the next days, the last day that is published, drafts and runs; four queries."""
    empty = _views(
        Shift.objects.in_effect().filter(
            plan__scheme__uid=scheme_uid, assignment=None, start__gte=now, start__lt=end_of_days(now, days)
        )
    )
    drafts = list(
        _plans(PlanVersion.objects.filter(scheme__uid=scheme_uid, state=PlanVersion.State.DRAFT)).order_by("first_day")
    )
    running = _running(drafts)
    return Tasks(
        empty=tuple(empty),
        last_published_day=last_published_day(scheme_uid),
        drafts=tuple(_plan_view(row, uid) for row, uid in zip(drafts, running, strict=True)),
        running=tuple(uid for uid in running if uid is not None),
    )


def _rows(rows: QuerySet[Shift], count: int | None = None) -> list[Shift]:
    found = rows.select_related("assignment__person", "plan").order_by("start", "end", "key")
    return list(found if count is None else found[:count])


def _views(rows: QuerySet[Shift], count: int | None = None) -> list[ShiftView]:
    return [view_of(row) for row in _rows(rows, count)]


def view_of(row: Shift) -> ShiftView:
    """One shift that is read already, with its plan and its person."""
    person = row.assignment.person if row.assignment is not None else None
    span = Span(row.start, row.end)
    return ShiftView(
        uid=row.uid,
        plan_uid=row.plan.uid,
        key=row.key,
        name=row.name,
        type=row.type,
        span=span,
        minutes=span.minutes - (0 if row.break_counts_as_work else row.break_minutes),
        passive_minutes=row.passive_minutes,
        person_uid=person.uid if person is not None else None,
        person_name=person.name if person is not None else "",
        pinned=row.pinned,
        priority=row.priority,
        skills=tuple(row.skills),
    )


def _plans(rows: QuerySet[PlanVersion]) -> QuerySet[PlanVersion]:
    return (
        with_newest(rows)
        .select_related("based_on", "published_by")
        .annotate(shift_count=Count("shifts"), empty_count=Count("shifts", filter=Q(shifts__assignment=None)))
    )


def _running(plans: Iterable[PlanVersion]) -> list[UUID | None]:
    rows = list(plans)
    found = dict(Run.objects.filter(plan__in=rows, state__in=RUNNING).values_list("plan_id", "uid"))
    return [found.get(row.pk) for row in rows]


def _plan_view(row: PlanVersion, running: UUID | None) -> PlanView:
    return PlanView(
        uid=row.uid,
        number=row.number,
        first_day=row.first_day,
        last_day=row.last_day,
        state=row.state,
        revision=row.revision,
        based_on_number=row.based_on.number if row.based_on is not None else None,
        made_at=row.made_at,
        published_at=row.published_at,
        published_by=row.published_by.name if row.published_by is not None else "",
        shifts=row.shift_count,  # type: ignore[attr-defined]  # annotated in _plans
        empty=row.empty_count,  # type: ignore[attr-defined]
        run_uid=running,
        cause=row.cause,
        is_overtaken=is_overtaken(row),
    )


def _run_view(row: Run, now: datetime) -> RunView:
    progress, roster = row.progress, row.roster or {}
    until = row.finished_at or now
    old = row.state in RUNNING and row.heartbeat_at is not None and row.heartbeat_at < now - STALE_AFTER
    return RunView(
        uid=row.uid,
        plan_uid=row.plan.uid,
        state=row.state,
        stop_requested=row.stop_requested,
        heartbeat_is_old=old,
        elapsed_seconds=max(0, int((until - row.queued_at).total_seconds())),
        time_limit_seconds=row.time_limit_seconds,
        covered=progress.get("covered"),
        total=progress.get("total"),
        best=roster.get("objective", progress.get("best")),
        bound=roster.get("bound", progress.get("bound")),
        attempts=row.attempts,
        status=roster.get("status", ""),
        error=row.error or {},
        notes=tuple(roster.get("explanation", ())),
    )


def today(now: datetime) -> date:
    """The local day of a moment."""
    return now.astimezone(OSLO).date()
