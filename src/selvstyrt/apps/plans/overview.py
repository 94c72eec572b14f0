"""What the plans of many schemes ask for at once: three queries whatever the number."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max, Min, QuerySet

from selvstyrt.apps.plans.models import PlanVersion, Shift


@dataclass(frozen=True, slots=True)
class Ahead:
    """Empty shifts of the next days, those whose holder is away, and the last published day (det som kommer)."""

    empty: int = 0
    first_empty: datetime | None = None
    away: int = 0
    first_away: datetime | None = None
    last_published_day: date | None = None


def ahead(scheme_uids: Collection[UUID], *, now: datetime, days: int = 14) -> dict[UUID, Ahead]:
    """For each scheme, how the next days are covered."""
    soon = Shift.objects.in_effect().filter(
        plan__scheme__uid__in=scheme_uids, start__gte=now, start__lt=now + timedelta(days=days)
    )
    empty, away = _counted(soon.filter(assignment=None)), _counted(soon.held_by_absent())
    published = dict(
        PlanVersion.objects.filter(scheme__uid__in=scheme_uids, state=PlanVersion.State.PUBLISHED)
        .order_by()
        .values("scheme__uid")
        .annotate(last=Max("last_day"))
        .values_list("scheme__uid", "last")
    )
    nothing = (0, None)
    return {uid: Ahead(*empty.get(uid, nothing), *away.get(uid, nothing), published.get(uid)) for uid in scheme_uids}


def _counted(shifts: QuerySet[Shift]) -> dict[UUID, tuple[int, datetime | None]]:
    """How many of the shifts each scheme has, and when the first begins."""
    found = shifts.order_by().values("plan__scheme__uid").annotate(count=Count("pk"), first=Min("start"))
    return {row["plan__scheme__uid"]: (row["count"], row["first"]) for row in found}
