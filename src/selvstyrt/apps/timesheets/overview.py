"""What the time of many schemes asks for at once: two queries whatever the number."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Min

from selvstyrt.apps.timesheets.models import Period, TimeEntry


@dataclass(frozen=True, slots=True)
class TimeAhead:
    """Entries that wait for approval and the oldest month that can be locked (det som venter)."""

    waiting: int = 0
    oldest: datetime | None = None
    month_to_lock: date | None = None


def time_ahead(scheme_uids: Collection[UUID], *, today: date) -> dict[UUID, TimeAhead]:
    """For each scheme, what waits."""
    waiting = {
        uid: (count, oldest)
        for uid, count, oldest in TimeEntry.objects.filter(
            assignment__scheme__uid__in=scheme_uids, state=TimeEntry.State.SUBMITTED
        )
        .order_by()
        .values("assignment__scheme__uid")
        .annotate(count=Count("pk"), oldest=Min("start"))
        .values_list("assignment__scheme__uid", "count", "oldest")
    }
    months = dict(
        Period.objects.filter(scheme__uid__in=scheme_uids, state=Period.State.OPEN, month__lt=today.replace(day=1))
        .order_by()
        .values("scheme__uid")
        .annotate(first=Min("month"))
        .values_list("scheme__uid", "first")
    )
    return {uid: TimeAhead(*waiting.get(uid, (0, None)), months.get(uid)) for uid in scheme_uids}
