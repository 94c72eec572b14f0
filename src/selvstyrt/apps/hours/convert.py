"""Rows of the hours account to values of `core.hours` and back; the only place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from selvstyrt.apps.decisions.queries import DecisionView
from selvstyrt.apps.plans.models import ShiftType
from selvstyrt.apps.plans.unfolding import NeedOccurrence
from selvstyrt.apps.schemes.convert import policy_of
from selvstyrt.apps.schemes.models import HoursPolicy as PolicyRow
from selvstyrt.apps.timesheets.content import EntryContent
from selvstyrt.apps.timesheets.models import TimeEntry
from selvstyrt.core.base import NoAnswer
from selvstyrt.core.hours import Charge, GrantLine, HoursPolicy, LedgerKind, charge_use

_USES = {
    TimeEntry.Kind.WORK.value: LedgerKind.USE_ACTIVE,
    TimeEntry.Kind.TRAVEL.value: LedgerKind.USE_ACTIVE,
    TimeEntry.Kind.TRAINING.value: LedgerKind.TRAINING,
    TimeEntry.Kind.MEETING.value: LedgerKind.MEETING,
}


class Policies:
    """The policies of a scheme, each from its day."""

    def __init__(self, rows: Iterable[PolicyRow]) -> None:
        self._dated = sorted(((row.first_day, policy_of(row)) for row in rows), key=lambda pair: pair[0])

    def on(self, day: date) -> HoursPolicy:
        """The policy on a day.

        Raises: NoAnswer `no_hours_policy`.
        """
        found = [policy for first_day, policy in self._dated if first_day <= day]
        if not found:
            raise NoAnswer(
                "no_hours_policy",
                f"No rule says how hours are counted on {day}; register one from that day or earlier.",
                day=day,
            )
        return found[-1]


def charge_of(content: EntryContent, policies: Policies, *, ref: str = "") -> Charge:
    """What worked or planned time takes from the account; the whole of it on the day that it starts."""
    day = content.span.start_day()
    return charge_use(
        day, _USES[content.kind], content.active_minutes, content.resting_minutes, policies.on(day), ref=ref
    )


def charge_of_need(need: NeedOccurrence, policies: Policies) -> Charge:
    """What a need takes from the account if it is worked as it stands; its resting time by the policy of the day."""
    kind = {ShiftType.TRAINING.value: LedgerKind.TRAINING, ShiftType.MEETING.value: LedgerKind.MEETING}.get(need.type)
    unpaid = 0 if need.break_counts_as_work else need.break_minutes
    active = need.span.minutes - need.passive_minutes - unpaid
    return charge_use(need.day, kind or LedgerKind.USE_ACTIVE, active, need.passive_minutes, policies.on(need.day))


def grant_lines(decisions: Iterable[DecisionView]) -> list[GrantLine]:
    """The lines of the decisions on the days when they count."""
    return [
        GrantLine(str(decision.uid), line.weekly_minutes, line.rules, str(line.pk))
        for decision in decisions
        for line in decision.lines
        if line.rules is not None
    ]
