"""What the decisions of many schemes ask for at once: one query whatever the number."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from selvstyrt.apps.decisions.models import Decision


def granted_until(scheme_uids: Collection[UUID], *, on: date) -> dict[UUID, date | None]:
    """The last day with granted hours without a gap from the day on; None when there is no end.

    A scheme without a decision in force on the day is told the day before its gap: the day before `on`.
    """
    rows = (
        Decision.objects.filter(case__scheme__uid__in=scheme_uids, corrected_by=None)
        .order_by("first_day")
        .values_list("case__scheme__uid", "first_day", "last_day")
    )
    by_scheme: dict[UUID, list[tuple[date, date | None]]] = {uid: [] for uid in scheme_uids}
    for uid, first_day, last_day in rows:
        by_scheme[uid].append((first_day, last_day))
    return {uid: _until(decisions, on) for uid, decisions in by_scheme.items()}


def _until(decisions: list[tuple[date, date | None]], on: date) -> date | None:
    covered = date.fromordinal(on.toordinal() - 1)
    for number, (first_day, last_day) in enumerate(decisions):
        following = decisions[number + 1][0] if number + 1 < len(decisions) else None
        if first_day > date.fromordinal(covered.toordinal() + 1):
            return covered
        ends = [each for each in (last_day, following and date.fromordinal(following.toordinal() - 1)) if each]
        if not ends:
            return None
        covered = max(covered, min(ends))
    return covered
