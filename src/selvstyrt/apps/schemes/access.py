"""Who may do what in a scheme: the one policy module (tilgang).

Rights follow the role in the scheme with dates, never the account. A person without any role in a
scheme does not learn that it exists. Who has left the team sees the plan and the people no longer from the day
after the last one, but keeps own pay and own time, and may enter the last shifts for some days yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Q

from selvstyrt.apps.people.models import Membership
from selvstyrt.apps.schemes.models import Assignment, Scheme, SchemeRole, SupplierPeriod

LAST_ENTRIES_DAYS = 14
"""For so many days after the last one an assistant may still enter and correct own time: the last shifts are paid."""


class Role(StrEnum):
    """A role in a scheme (rolle)."""

    WORK_LEADER = "work_leader"
    CO_LEADER = "co_leader"
    ASSISTANT = "assistant"
    LEFT_ASSISTANT = "left_assistant"
    FORMER_ASSISTANT = "former_assistant"
    COORDINATOR = "coordinator"


class Right(StrEnum):
    """What one may do in a scheme (rettighet)."""

    SEE_PLAN = "see_plan"
    SEE_DECISION = "see_decision"
    CHANGE_DECISION = "change_decision"
    SEE_TEAM = "see_team"
    CHANGE_TEAM = "change_team"
    CHANGE_CONTRACTS = "change_contracts"
    CHANGE_SCHEME = "change_scheme"
    CHANGE_NEEDS = "change_needs"
    MAKE_PLAN = "make_plan"
    ORDER_ROSTERS = "order_rosters"
    SEE_OWN_TIME = "see_own_time"
    ENTER_OWN_TIME = "enter_own_time"
    APPROVE_TIME = "approve_time"
    SEE_TIME = "see_time"
    LOCK_MONTH = "lock_month"
    SEE_OWN_PAY = "see_own_pay"
    SEE_ALL_PAY = "see_all_pay"
    SEE_HOURS = "see_hours"
    SEE_REPORT = "see_report"


_LEADER = frozenset(
    {
        Right.SEE_PLAN,
        Right.SEE_DECISION,
        Right.SEE_TEAM,
        Right.CHANGE_TEAM,
        Right.CHANGE_NEEDS,
        Right.MAKE_PLAN,
        Right.APPROVE_TIME,
        Right.SEE_TIME,
        Right.LOCK_MONTH,
        Right.SEE_HOURS,
        Right.SEE_REPORT,
    }
)

RIGHTS: dict[Role, frozenset[Right]] = {
    # The work leader sees hours and decisions, but no wages (domain notes on personal data).
    Role.WORK_LEADER: _LEADER | {Right.CHANGE_DECISION},
    Role.CO_LEADER: _LEADER,
    Role.ASSISTANT: frozenset({Right.SEE_PLAN, Right.SEE_OWN_TIME, Right.ENTER_OWN_TIME, Right.SEE_OWN_PAY}),
    # Has just left: may enter the last shifts. After that only sees what was one's own.
    Role.LEFT_ASSISTANT: frozenset({Right.SEE_OWN_TIME, Right.ENTER_OWN_TIME, Right.SEE_OWN_PAY}),
    Role.FORMER_ASSISTANT: frozenset({Right.SEE_OWN_TIME, Right.SEE_OWN_PAY}),
    Role.COORDINATOR: frozenset(
        {
            Right.SEE_PLAN,
            Right.SEE_DECISION,
            Right.CHANGE_DECISION,
            Right.SEE_TEAM,
            Right.CHANGE_TEAM,
            Right.CHANGE_CONTRACTS,
            Right.CHANGE_SCHEME,
            # Drafts for many schemes at once; the leader of each makes the plan of it.
            Right.ORDER_ROSTERS,
            Right.SEE_TIME,
            Right.LOCK_MONTH,
            Right.SEE_ALL_PAY,
            Right.SEE_HOURS,
            Right.SEE_REPORT,
        }
    ),
}


@dataclass(frozen=True, slots=True)
class Access:
    """What one person is and may do in one scheme on one day (tilgang).

    `assignment_uid` is the person's own assignment when the person is an assistant there on the day.
    """

    person_uid: UUID
    scheme_uid: UUID
    scheme_name: str
    roles: frozenset[Role]
    assignment_uid: UUID | None = None

    def may(self, right: Right) -> bool:
        """True when one of the roles carries the right."""
        return any(right in RIGHTS[role] for role in self.roles)

    @property
    def has_left(self) -> bool:
        """True for who was an assistant here and is nothing else now."""
        return self.roles <= {Role.LEFT_ASSISTANT, Role.FORMER_ASSISTANT}


def may_enter_until(last_day: date | None) -> date | None:
    """The last day on which an assistant may enter own time; None when there is no end."""
    return None if last_day is None else last_day + timedelta(days=LAST_ENTRIES_DAYS)


def _on(day: date) -> Q:
    return Q(first_day__lte=day) & (Q(last_day=None) | Q(last_day__gte=day))


def accesses(*, person_uid: UUID, on: date) -> list[Access]:
    """Every scheme in which the person has a role on the day, by name; four queries whatever the number."""
    roles: dict[int, set[Role]] = {}
    own: dict[int, UUID] = {}
    for scheme_id, role in SchemeRole.objects.filter(_on(on), person__uid=person_uid).values_list("scheme_id", "role"):
        roles.setdefault(scheme_id, set()).add(Role(role))
    begun = Assignment.objects.filter(person__uid=person_uid, first_day__lte=on).order_by("first_day", "pk")
    last_days: dict[int, list[date | None]] = {}
    for scheme_id, uid, last_day in begun.values_list("scheme_id", "uid", "last_day"):
        last_days.setdefault(scheme_id, []).append(last_day)
        if last_day is None or last_day >= on:
            own[scheme_id] = uid
    for scheme_id, days in last_days.items():
        roles.setdefault(scheme_id, set()).add(_assistant_role(days, on))
    coordinated = SupplierPeriod.objects.filter(
        _on(on),
        organisation__in=Membership.objects.filter(
            _on(on), person__uid=person_uid, role=Membership.Role.COORDINATOR
        ).values("organisation"),
    )
    for scheme_id in coordinated.values_list("scheme_id", flat=True):
        roles.setdefault(scheme_id, set()).add(Role.COORDINATOR)
    found = Scheme.objects.filter(pk__in=roles).order_by("name", "pk").values_list("pk", "uid", "name")
    return [Access(person_uid, uid, name, frozenset(roles[pk]), own.get(pk)) for pk, uid, name in found]


def _assistant_role(last_days: list[date | None], on: date) -> Role:
    """What assignments that have begun make of a person: one that lasts, one that has just ended, or none of these."""
    last = None if None in last_days else max(day for day in last_days if day is not None)
    until = may_enter_until(last)
    if last is None or until is None or last >= on:
        return Role.ASSISTANT
    return Role.LEFT_ASSISTANT if until >= on else Role.FORMER_ASSISTANT


def access_to(*, person_uid: UUID, scheme_uid: UUID, on: date) -> Access | None:
    """The person's access to one scheme, or None when there is none (or no such scheme)."""
    return next((a for a in accesses(person_uid=person_uid, on=on) if a.scheme_uid == scheme_uid), None)
