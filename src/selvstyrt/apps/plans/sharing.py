"""Assistants who work in several schemes: whose rosters bear on each other, and what counts (delte assistenter).

The rules of working time look at one person at a time. Two schemes bear on each other only when they share an
assistant, so a scheme waits for those neighbours and for nobody else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import date

from django.db.models import Q

from selvstyrt.apps.plans.models import PlanVersion, Shift
from selvstyrt.apps.plans.team import AFTER, Team
from selvstyrt.apps.schemes.models import Assignment


def people_in(scheme_ids: Collection[int], first_day: date, last_day: date) -> dict[int, set[int]]:
    """Who is employed in each scheme in or near the period, by the keys of the rows; one query."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = Assignment.objects.filter(
        Q(last_day=None) | Q(last_day__gte=first_day - AFTER),
        scheme__in=scheme_ids,
        first_day__lte=last_day + AFTER,
    )
    for scheme, person in rows.values_list("scheme_id", "person_id"):
        found[scheme].add(person)
    return found


def drafts_beside(plan: PlanVersion) -> list[Shift]:
    """Shifts that drafts of the same batches have given to people, in other schemes.

    Nobody has published them yet, but a draft that is made beside them must leave room for them.
    """
    if not plan.batch_schemes.exists():
        return []
    beside = PlanVersion.objects.filter(
        batch_schemes__batch__in=plan.batch_schemes.values("batch"), state=PlanVersion.State.DRAFT
    ).exclude(scheme=plan.scheme_id)
    return list(
        Shift.objects.filter(plan__in=beside, assignment__isnull=False)
        .select_related("assignment")
        .order_by("start", "pk")
    )


def with_drafts_beside(team: Team, plan: PlanVersion) -> Team:
    """The team, with the drafts beside this one as other work of its members."""
    others: dict[int, list[Shift]] = defaultdict(list)
    for row in drafts_beside(plan):
        if row.assignment is not None:
            others[row.assignment.person_id].append(row)
    if not others:
        return team
    members = tuple(
        replace(member, elsewhere=(*member.elsewhere, *others.get(member.terms.person_id, ())))
        for member in team.members
    )
    return replace(team, members=members)
