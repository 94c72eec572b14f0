"""Drafts that wait to be looked over, and those that a newer plan has overtaken (utkast som venter)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from selvstyrt.apps.plans.models import PlanVersion, Run


@dataclass(frozen=True, slots=True)
class Waiting:
    """A draft that can still be published (utkast); `is_running` while its roster is made."""

    uid: UUID
    number: int
    first_day: date
    last_day: date
    is_running: bool = False


def with_newest(rows: QuerySet[PlanVersion]) -> QuerySet[PlanVersion]:
    """Each version with `newest`: the highest published one that shares days with it."""
    over = PlanVersion.objects.filter(
        scheme=OuterRef("scheme"),
        state=PlanVersion.State.PUBLISHED,
        first_day__lte=OuterRef("last_day"),
        last_day__gte=OuterRef("first_day"),
    )
    return rows.annotate(newest=Subquery(over.order_by("-number").values("pk")[:1]))


def is_overtaken(row: PlanVersion) -> bool:
    """True for a draft over days for which another plan was published later; the row comes from `with_newest`."""
    newest = row.newest  # type: ignore[attr-defined]  # annotated
    return row.state == PlanVersion.State.DRAFT and newest is not None and newest != row.based_on_id


@dataclass(frozen=True, slots=True)
class Versions:
    """A scheme's versions with days to come: the last published day, and the drafts that wait, newest first."""

    last_published_day: date | None = None
    drafts: tuple[Waiting, ...] = ()


def versions_ahead(scheme_uids: Collection[UUID], *, today: date) -> dict[UUID, Versions]:
    """For each scheme what is published and what waits from a day on; of several drafts for the same days the newest.

    One query whatever the number of schemes.
    """
    going = Run.objects.filter(plan=OuterRef("pk"), state__in=(Run.State.QUEUED, Run.State.RUNNING))
    rows = (
        with_newest(PlanVersion.objects.filter(scheme__uid__in=scheme_uids, last_day__gte=today))
        .exclude(state=PlanVersion.State.SUPERSEDED)
        .annotate(is_running=Exists(going), scheme_uid=F("scheme__uid"))
        .order_by("-number")
    )
    last: dict[UUID, date] = {}
    drafts: dict[UUID, list[Waiting]] = {uid: [] for uid in scheme_uids}
    for row in rows:
        uid: UUID = row.scheme_uid
        if row.state == PlanVersion.State.PUBLISHED:
            last[uid] = max(last.get(uid, row.last_day), row.last_day)
        elif not is_overtaken(row) and covering(drafts[uid], row.first_day, row.last_day) is None:
            drafts[uid].append(Waiting(row.uid, row.number, row.first_day, row.last_day, row.is_running))
    return {uid: Versions(last.get(uid), tuple(drafts[uid])) for uid in scheme_uids}


def covering(drafts: Iterable[Waiting], first_day: date, last_day: date) -> Waiting | None:
    """The first of the drafts that shares days with a period, or None."""
    return next((each for each in drafts if each.first_day <= last_day and each.last_day >= first_day), None)
