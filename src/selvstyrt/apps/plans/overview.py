"""What the plans of many schemes ask for at once: three queries whatever the number."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Min, QuerySet

from selvstyrt.apps.plans.drafts import Waiting, versions_ahead
from selvstyrt.apps.plans.models import Shift
from selvstyrt.core.base import OSLO


@dataclass(frozen=True, slots=True)
class Ahead:
    """Empty shifts soon, those whose holder is away, the last published day to come, and drafts (det som kommer)."""

    empty: int = 0
    first_empty: datetime | None = None
    away: int = 0
    first_away: datetime | None = None
    last_published_day: date | None = None
    drafts: tuple[Waiting, ...] = ()


def ahead(scheme_uids: Collection[UUID], *, now: datetime, days: int = 14) -> dict[UUID, Ahead]:
    """For each scheme, how the next days are covered."""
    soon = Shift.objects.in_effect().filter(
        plan__scheme__uid__in=scheme_uids, start__gte=now, start__lt=now + timedelta(days=days)
    )
    empty, away = _counted(soon.filter(assignment=None)), _counted(soon.held_by_absent())
    versions = versions_ahead(scheme_uids, today=now.astimezone(OSLO).date())
    nothing = (0, None)
    return {
        uid: Ahead(
            *empty.get(uid, nothing), *away.get(uid, nothing), versions[uid].last_published_day, versions[uid].drafts
        )
        for uid in scheme_uids
    }


def _counted(shifts: QuerySet[Shift]) -> dict[UUID, tuple[int, datetime | None]]:
    """How many of the shifts each scheme has, and when the first begins."""
    found = shifts.order_by().values("plan__scheme__uid").annotate(count=Count("pk"), first=Min("start"))
    return {row["plan__scheme__uid"]: (row["count"], row["first"]) for row in found}
