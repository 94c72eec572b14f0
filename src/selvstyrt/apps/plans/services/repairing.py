"""A longer absence: the smallest change of the plan, proposed and carried out (forslag ved fravær).

What starts within the notice becomes requests to those concerned. What starts later becomes a draft.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.plans.models import PlanVersion, Shift, ShiftRequest
from selvstyrt.apps.plans.notice import notice_until
from selvstyrt.apps.plans.services.adjusting import assign_shift
from selvstyrt.apps.plans.services.changing import locked_scheme
from selvstyrt.apps.plans.services.drafting import revise_plan
from selvstyrt.apps.plans.services.requesting import Address, Offer, ask
from selvstyrt.apps.plans.standing import Standing
from selvstyrt.apps.plans.steps import Step
from selvstyrt.apps.schemes.models import Scheme
from selvstyrt.core.base import OSLO, Conflict, Span
from selvstyrt.core.roster import NeedShift
from selvstyrt.engine.repair import Alternative, Impact, PayTerms, fallen_open, impact_of, propose_changes

TIME_LIMIT_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class NamedStep:
    """One change of a proposal in names (endring)."""

    step: Step
    shift_name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """One way to cover an absence (forslag): questions now, changes in a draft, and what stays without anybody."""

    plan_uid: UUID
    requests: tuple[NamedStep, ...]
    changes: tuple[NamedStep, ...]
    uncovered: tuple[Span, ...]
    impact: Impact

    @property
    def steps(self) -> tuple[Step, ...]:
        """All that changes hands."""
        return tuple(each.step for each in (*self.requests, *self.changes))


@dataclass(frozen=True, slots=True)
class Chosen:
    """What came of a proposal: the draft, and how many questions went out."""

    plan_uid: UUID | None
    requests: int


def propose(
    *,
    scheme_uid: UUID,
    person_uid: UUID,
    now: datetime,
    plan_uid: UUID | None = None,
    seconds: float = TIME_LIMIT_SECONDS,
) -> list[Proposal]:
    """Up to three ways to cover the shifts of somebody who is away, in one plan: the first that they touch if not told.

    Searches for about `seconds`. Empty when nothing of theirs falls open.
    """
    which = Q() if plan_uid is None else Q(plan__uid=plan_uid)
    row = (
        Shift.objects.in_effect()
        .held_by_absent()
        .filter(which, plan__scheme__uid=scheme_uid, assignment__person__uid=person_uid, start__gt=now)
        .select_related("plan__scheme__case")
        .order_by("start")
        .first()
    )
    if row is None:
        return []
    standing = Standing.of(row.plan)
    absent = fallen_open(standing.problem, standing.holders, str(person_uid), now)
    found = propose_changes(
        standing.evaluator,
        standing.holders,
        absent,
        now=now,
        notice_until=notice_until(now),
        time_limit_s=seconds,
    )
    known_on = now.astimezone(OSLO).date()

    def terms(who: str, shift: NeedShift) -> PayTerms | None:
        return standing.pay_terms(shift.span.start_day(), known_on).get(who)

    return [
        _proposal(standing, each, impact_of(standing.evaluator, standing.holders, absent, each, terms))
        for each in found
        if each.changes and all(c.after for c in each.changes)
    ]


@transaction.atomic
def choose(
    *,
    scheme_uid: UUID,
    plan_uid: UUID,
    absent: UUID,
    steps: Sequence[Step],
    made_at: datetime,
    by: Actor,
    now: datetime,
    address: Address,
) -> Chosen:
    """Carry out a proposal: a draft with what starts after the notice, questions about the rest.

    Raises: Conflict `proposal_overtaken`; else as `revise_plan`, `assign_shift` and `ask`.
    """
    _refuse_overtaken(locked_scheme(scheme_uid, steps), plan_uid, steps, made_at)
    until = notice_until(now)
    later = [step for step in steps if step.span.start >= until]
    draft = _draft(scheme_uid, plan_uid, later, by, now) if later else None
    offers = _offers([step for step in steps if step.span.start < until], absent)
    made = ask(scheme_uid=scheme_uid, offers=offers, by=by, now=now, address=address) if offers else []
    return Chosen(draft, len(made))


def _refuse_overtaken(scheme: Scheme, plan_uid: UUID, steps: Sequence[Step], made_at: datetime) -> None:
    """Refuse a proposal when a draft of its plan, or a question about its shifts, came after it was made."""
    keys = {step.key for step in steps}
    asked = scheme.shift_requests.filter(asked_at__gte=made_at).exclude(state=ShiftRequest.State.WITHDRAWN)
    drafts = scheme.plans.filter(based_on__uid=plan_uid, state=PlanVersion.State.DRAFT, made_at__gte=made_at)
    if any(keys & {step["key"] for step in row.steps} for row in asked) or drafts.exists():
        raise Conflict("proposal_overtaken", "The shifts are asked about or drafted since. Make new proposals.")


def _draft(scheme_uid: UUID, plan_uid: UUID, steps: Iterable[Step], by: Actor, now: datetime) -> UUID:
    base = PlanVersion.objects.get(uid=plan_uid, scheme__uid=scheme_uid)
    draft = revise_plan(plan_uid=base.uid, by=by, now=now)
    shifts = dict(Shift.objects.filter(plan__uid=draft).values_list("key", "uid"))
    for revision, step in enumerate(each for each in steps if each.key in shifts):
        assign_shift(
            plan_uid=draft, shift_uid=shifts[step.key], person_uid=step.after, revision=revision, by=by, now=now
        )
    return draft


def _offers(steps: Sequence[Step], absent: UUID) -> list[Offer]:
    """One question for each group of steps that hang together: those who share a person are answered as one."""
    groups: list[list[Step]] = []
    for step in steps:
        mine = [group for group in groups if any(_people(step, absent) & _people(other, absent) for other in group)]
        moves = step.before != absent or any(other.before != absent for group in mine for other in group)
        if mine and moves:
            groups = [group for group in groups if group not in mine]
            groups.append([*(other for group in mine for other in group), step])
        else:
            groups.append([step])
    return [Offer(tuple(group), frozenset(uid for step in group for uid in _people(step, absent))) for group in groups]


def _people(step: Step, absent: UUID) -> set[UUID]:
    """Who must say yes to a step: who gets the shift, and who has it, unless that is the one away."""
    return {step.after} | ({step.before} if step.before not in (None, absent) else set())


def _proposal(standing: Standing, found: Alternative, impact: Impact) -> Proposal:
    rows = {row.key: row for row in standing.shifts}
    names = {member.id: member.terms.person.name for member in standing.team.members}
    named = [
        (
            change.needs_consent,
            NamedStep(
                Step(
                    change.shift.id,
                    change.shift.span,
                    UUID(change.before) if change.before else None,
                    UUID(change.after),
                ),
                rows[change.shift.id].name,
                names.get(change.before or "", ""),
                names[change.after],
            ),
        )
        for change in found.changes
        if change.after is not None
    ]
    return Proposal(
        plan_uid=standing.plan.uid,
        requests=tuple(each for asked, each in named if asked),
        changes=tuple(each for asked, each in named if not asked),
        uncovered=tuple(standing.problem.shift_by_id[key].span for key in found.uncovered),
        impact=impact,
    )
