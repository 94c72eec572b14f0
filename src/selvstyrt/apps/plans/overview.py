"""What the plans of many schemes ask for at once: two queries whatever the number."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max, Min

from selvstyrt.apps.plans.models import PlanVersion, Shift


@dataclass(frozen=True, slots=True)
class Ahead:
    """Empty shifts of the next days and the last published day of a scheme (det som kommer)."""

    empty: int = 0
    first_empty: datetime | None = None
    last_published_day: date | None = None


def ahead(scheme_uids: Collection[UUID], *, now: datetime, days: int = 14) -> dict[UUID, Ahead]:
    """For each scheme, how the next days are covered."""
    empty = {
        uid: (count, first)
        for uid, count, first in Shift.objects.in_effect()
        .filter(
            plan__scheme__uid__in=scheme_uids,
            assignment=None,
            start__gte=now,
            start__lt=now + timedelta(days=days),
        )
        .order_by()
        .values("plan__scheme__uid")
        .annotate(count=Count("pk"), first=Min("start"))
        .values_list("plan__scheme__uid", "count", "first")
    }
    published = dict(
        PlanVersion.objects.filter(scheme__uid__in=scheme_uids, state=PlanVersion.State.PUBLISHED)
        .order_by()
        .values("scheme__uid")
        .annotate(last=Max("last_day"))
        .values_list("scheme__uid", "last")
    )
    return {uid: Ahead(*empty.get(uid, (0, None)), published.get(uid)) for uid in scheme_uids}
