"""Reads of rosters for many schemes: which are ready, how far a batch is, what came out (lesing)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Exists, F, Max, OuterRef, Q, QuerySet, Value, When

from selvstyrt.apps.plans.models import (
    Batch,
    BatchScheme,
    NeedDate,
    NeedPattern,
    PlanVersion,
    Run,
    Worker,
)
from selvstyrt.apps.schemes.models import Assignment, Scheme, SupplierPeriod
from selvstyrt.core.base import OSLO

READY = ""
GONE_AFTER = timedelta(seconds=30)
"""A worker that has not told of itself for so long is not counted."""

RANK = Case(
    When(view_state__in=("refused", "impossible"), then=Value(1)),
    When(view_state="gaps", then=Value(2)),
    When(view_state="running", then=Value(3)),
    When(view_state="waiting", then=Value(5)),
    default=Value(4),
)
"""What needs somebody first."""

PAGE = 50


@dataclass(frozen=True, slots=True)
class SchemeForBatch:
    """A scheme of the supplier and what stands against a roster for the period; empty when it is ready (ordning).

    `published_until` is the last day of its published plans; None when none is published for today or later.
    """

    pk: int
    uid: UUID
    name: str
    obstacle: str
    published_until: date | None = None


@dataclass(frozen=True, slots=True)
class BatchView:
    """A batch with how far it is (massekjøring); `counts` by state as `RowView.state`."""

    uid: UUID
    organisation_uid: UUID
    organisation: str
    first_day: date
    last_day: date
    time_limit_seconds: int
    started_at: datetime
    started_by: str
    counts: dict[str, int]

    @property
    def total(self) -> int:
        """All schemes of the batch."""
        return sum(self.counts.values())

    @property
    def over(self) -> int:
        """Schemes that are over, one way or another."""
        return self.total - self.counts.get("waiting", 0) - self.counts.get("running", 0)

    @property
    def is_over(self) -> bool:
        """True when nothing waits or goes on."""
        return self.over == self.total


@dataclass(frozen=True, slots=True)
class RowView:
    """One scheme of a batch.

    `state`: waiting, running, covered (every shift has somebody), gaps (a roster with empty shifts), impossible
    (pinned shifts conflict), refused (no draft could be made, or the run gave nothing), discarded.
    """

    uid: UUID
    scheme_uid: UUID
    scheme_name: str
    state: str
    plan_uid: UUID | None
    covered: int | None
    shifts: int | None
    empty: int
    warnings: int
    wishes: int
    attempts: int
    published: bool
    error: dict[str, Any] = field(default_factory=dict)


def schemes_for_batch(
    organisation_uid: UUID, first_day: date, last_day: date, *, now: datetime
) -> list[SchemeForBatch]:
    """The schemes that the supplier has today, by name, each with what stands against a roster; one query."""
    over = Q(first_day__lte=last_day) & (Q(last_day=None) | Q(last_day__gte=first_day))
    today = now.astimezone(OSLO).date()
    own = SupplierPeriod.objects.filter(scheme=OuterRef("pk"), organisation__uid=organisation_uid)
    mine = Scheme.objects.filter(
        Exists(own.filter(Q(last_day=None) | Q(last_day__gte=today), first_day__lte=today))
    ).exclude(state=Scheme.State.ENDED)
    plans = PlanVersion.objects.filter(scheme=OuterRef("pk"), first_day__lte=last_day, last_day__gte=first_day)
    needs = NeedPattern.objects.filter(over, scheme=OuterRef("pk"))
    added = NeedDate.objects.filter(over, scheme=OuterRef("pk"), change=NeedDate.Change.ADD)
    stays = own.filter(Q(last_day=None) | Q(last_day__gte=last_day), first_day__lte=first_day)
    rows = mine.annotate(
        obstacle=Case(
            When(Exists(plans.filter(state=PlanVersion.State.PUBLISHED)), then=Value("has_plan")),
            When(Exists(plans.filter(state=PlanVersion.State.DRAFT)), then=Value("has_draft")),
            When(~Exists(stays), then=Value("other_supplier")),
            When(~Exists(needs) & ~Exists(added), then=Value("no_needs")),
            When(~Exists(Assignment.objects.filter(over, scheme=OuterRef("pk"))), then=Value("no_team")),
            default=Value(READY),
            output_field=CharField(),
        ),
        published_until=Max(
            "plans__last_day", filter=Q(plans__state=PlanVersion.State.PUBLISHED, plans__last_day__gte=today)
        ),
    )
    found = rows.order_by("name", "pk").values_list("pk", "uid", "name", "obstacle", "published_until")
    return [SchemeForBatch(*row) for row in found]


def batches_of(organisation_uids: Collection[UUID], *, most: int = 10) -> list[BatchView]:
    """The newest batches of the suppliers; two queries."""
    rows = Batch.objects.filter(organisation__uid__in=organisation_uids).order_by("-started_at", "-pk")[:most]
    return _views(list(rows.select_related("organisation", "started_by")))


def batch(organisation_uids: Collection[UUID], batch_uid: UUID) -> BatchView | None:
    """One batch of these suppliers, or None."""
    rows = Batch.objects.filter(organisation__uid__in=organisation_uids, uid=batch_uid)
    return next(iter(_views(list(rows.select_related("organisation", "started_by")))), None)


def batch_rows(batch_uid: UUID, *, page: int = 1, by_name: bool = False) -> list[RowView]:
    """A page of the schemes of a batch: first those without a roster, then with gaps, under way, covered, waiting.

    `by_name` while they change, so that each stays in its place.
    """
    rows = _with_state(BatchScheme.objects.filter(batch__uid=batch_uid))
    rank = () if by_name else (RANK,)
    rows = rows.order_by(*rank, "scheme__name", "pk")[(page - 1) * PAGE : page * PAGE]
    return [_row_view(row) for row in rows]


def batch_row(batch_uid: UUID, row_uid: UUID) -> RowView | None:
    """One scheme of a batch, or None."""
    row = _with_state(BatchScheme.objects.filter(batch__uid=batch_uid, uid=row_uid)).first()
    return _row_view(row) if row is not None else None


@dataclass(frozen=True, slots=True)
class WorkersView:
    """How many workers are alive (arbeidere i live)."""

    alive: int
    machines: int


def workers_alive(*, now: datetime) -> WorkersView:
    """The workers that have told of themselves lately."""
    machines = list(Worker.objects.filter(heartbeat_at__gte=now - GONE_AFTER).values_list("machine", flat=True))
    return WorkersView(len(machines), len(set(machines)))


def under_way() -> dict[str, int]:
    """Runs that wait and that go on, and schemes of batches that wait for their turn."""
    runs = Counter(Run.objects.filter(state__in=(Run.State.QUEUED, Run.State.RUNNING)).values_list("state", flat=True))
    return {
        "queued": runs[Run.State.QUEUED],
        "running": runs[Run.State.RUNNING],
        "schemes_waiting": BatchScheme.objects.filter(state=BatchScheme.State.WAITING).count(),
    }


def _with_state(rows: QuerySet[BatchScheme]) -> QuerySet[BatchScheme]:
    roster = Q(outcome__status__in=("optimal", "feasible"))
    return (
        rows.select_related("scheme", "plan", "run")
        .annotate(
            view_state=Case(
                When(state=BatchScheme.State.WAITING, then=Value("waiting")),
                When(state=BatchScheme.State.STARTED, then=Value("running")),
                When(error__isnull=False, then=Value("refused")),
                When(plan=None, then=Value("discarded")),
                When(~roster, then=Value("impossible")),
                When(outcome__empty__gt=0, then=Value("gaps")),
                default=Value("covered"),
                output_field=CharField(),
            )
        )
        .defer("run__problem", "run__roster")
    )


def _views(rows: list[Batch]) -> list[BatchView]:
    counts: dict[int, Counter[str]] = {row.pk: Counter() for row in rows}
    states = _with_state(BatchScheme.objects.filter(batch__in=rows)).values_list(F("batch_id"), F("view_state"))
    for batch_id, state in states:
        counts[batch_id][state] += 1
    return [
        BatchView(
            uid=row.uid,
            organisation_uid=row.organisation.uid,
            organisation=row.organisation.name,
            first_day=row.first_day,
            last_day=row.last_day,
            time_limit_seconds=row.time_limit_seconds,
            started_at=row.started_at,
            started_by=row.started_by.name,
            counts=dict(counts[row.pk]),
        )
        for row in rows
    ]


def _row_view(row: BatchScheme) -> RowView:
    outcome, progress = row.outcome or {}, row.run.progress if row.run is not None else {}
    shifts = outcome.get("shifts", progress.get("total"))
    empty = outcome.get("empty", 0)
    return RowView(
        uid=row.uid,
        scheme_uid=row.scheme.uid,
        scheme_name=row.scheme.name,
        state=row.view_state,  # type: ignore[attr-defined]  # annotated in _with_state
        plan_uid=row.plan.uid if row.plan is not None else None,
        covered=outcome["shifts"] - empty if outcome else progress.get("covered"),
        shifts=shifts,
        empty=empty,
        warnings=outcome.get("warnings", 0),
        wishes=outcome.get("wishes", 0),
        attempts=row.run.attempts if row.run is not None else row.attempts,
        published=row.plan is not None and row.plan.state == PlanVersion.State.PUBLISHED,
        error=row.error or {},
    )
