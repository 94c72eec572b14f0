"""How a plan sits in the hours that the decision gives for each year (timeramme)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from selvstyrt.apps.plans.convert import granted_sevenths
from selvstyrt.apps.plans.models import PlanVersion, Shift, ShiftType
from selvstyrt.apps.plans.team import midnight
from selvstyrt.apps.schemes.models import HoursPolicy
from selvstyrt.core.base import OSLO, Span


@dataclass(frozen=True, slots=True)
class YearFrame:
    """One calendar year: granted, and planned in all plans in effect with this draft in its place."""

    year: int
    granted_minutes: int
    planned_minutes: int
    extra_minutes: int
    stops_publishing: bool

    @property
    def over_minutes(self) -> int:
        """Minutes planned beyond what is granted and may be carried; 0 when within."""
        return max(0, self.planned_minutes - self.granted_minutes - self.extra_minutes)

    @property
    def blocks(self) -> bool:
        """True when the policy stops publishing because of this year."""
        return self.stops_publishing and self.over_minutes > 0


def year_frames(plan: PlanVersion, shifts: Iterable[Shift]) -> Iterator[YearFrame]:
    """The frame of each calendar year that the plan touches.

    Whole-year arithmetic on purpose: hours may be spread freely within the year. The worked hours
    and the balance stand in the hours account.
    """
    rows = list(shifts)
    policies = list(HoursPolicy.objects.filter(scheme=plan.scheme_id).order_by("first_day"))
    for year in range(plan.first_day.year, plan.last_day.year + 1):
        span = Span(midnight(date(year, 1, 1)), midnight(date(year + 1, 1, 1)))
        others = (
            Shift.objects.in_effect()
            .filter(plan__scheme=plan.scheme_id, assignment__isnull=False, start__lt=span.end, end__gt=span.start)
            .exclude(start__gte=midnight(plan.first_day), start__lt=midnight(plan.last_day + timedelta(days=1)))
        )
        mine = (row for row in rows if row.assignment is not None)
        latest = _policy_on(policies, date(year, 12, 31))
        carries = latest is not None and latest.carry_over == HoursPolicy.CarryOver.CAP
        yield YearFrame(
            year=year,
            granted_minutes=granted_sevenths(plan.scheme, date(year, 1, 1), date(year, 12, 31)) // 7,
            planned_minutes=sum(_drawn(row, span, policies) for row in (*others, *mine)),
            extra_minutes=latest.carry_over_cap_minutes if latest is not None and carries else 0,
            stops_publishing=latest is not None and latest.overspend == HoursPolicy.Overspend.BLOCK_PUBLISH,
        )


def _policy_on(policies: list[HoursPolicy], day: date) -> HoursPolicy | None:
    return next((policy for policy in reversed(policies) if policy.first_day <= day), None)


def _drawn(row: Shift, year: Span, policies: list[HoursPolicy]) -> int:
    """Minutes that the shift draws on the granted hours of the year, by the policy of its day."""
    span = Span(row.start, row.end)
    inside = span.overlap_minutes(year)
    if inside == 0:
        return 0
    policy = _policy_on(policies, row.start.astimezone(OSLO).date())
    free = policy is not None and (
        (row.type == ShiftType.TRAINING and not policy.training_from_frame)
        or (row.type == ShiftType.MEETING and not policy.meeting_from_frame)
    )
    if free:
        return 0
    share = policy.passive_minutes_per_hour if policy is not None else 60
    unpaid = 0 if row.break_counts_as_work else row.break_minutes
    drawn = span.minutes - unpaid - row.passive_minutes * (60 - share) // 60
    return drawn * inside // span.minutes
