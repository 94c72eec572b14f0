"""Changing who has single shifts of the published plan, at once and in one act (vaktbytte, vikar)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.journal.services import note
from selvstyrt.apps.people.models import Person
from selvstyrt.apps.plans.checking import need_of
from selvstyrt.apps.plans.comparing import changes
from selvstyrt.apps.plans.models import PlanVersion, Shift
from selvstyrt.apps.plans.overtime import OVERTIME
from selvstyrt.apps.plans.services.adjusting import CHANGED_BY_HAND
from selvstyrt.apps.plans.services.drafting import COPIED, copy_of, in_effect_between, new_draft
from selvstyrt.apps.plans.services.outbox import send_outbox
from selvstyrt.apps.plans.services.publishing import refuse_double_booking, supersede, write_messages
from selvstyrt.apps.plans.standing import Standing
from selvstyrt.apps.plans.steps import Step
from selvstyrt.apps.plans.team import Team
from selvstyrt.apps.schemes.models import Assignment, Scheme
from selvstyrt.core.base import OSLO, Conflict, NotAllowed, WrongInput
from selvstyrt.engine.repair.splitting import part_of

COVERED = "shift_covered"
"""The act when somebody who was asked has said yes."""


def locked_scheme(scheme_uid: UUID, steps: Sequence[Step]) -> Scheme:
    """The scheme, then everybody in the steps, locked in the same order as publishing does."""
    scheme = Scheme.objects.select_for_update(of=("self",)).select_related("case").get(uid=scheme_uid)
    people = {uid for step in steps for uid in (step.before, step.after) if uid is not None}
    list(Person.objects.select_for_update().filter(uid__in=people).order_by("pk").values_list("pk", flat=True))
    return scheme


def still_stands(scheme: Scheme, steps: Sequence[Step], now: datetime) -> bool:
    """True when each shift is in effect as it was, with the same person, and has not begun."""
    rows = _rows(scheme, steps)
    return all(
        (row := rows.get(step.key)) is not None
        and (row.start, row.end) == (step.span.start, step.span.end)
        and (row.assignment.person.uid if row.assignment else None) == step.before
        and row.start > now
        for step in steps
    )


def refuse_changed(scheme: Scheme, steps: Sequence[Step], now: datetime) -> None:
    """Refuse steps about shifts that are not as they were when the page was shown.

    Raises: NotAllowed `shift_has_begun`; Conflict `shift_has_changed`.
    """
    if any(step.span.start <= now for step in steps):
        raise NotAllowed("shift_has_begun", "The shift has begun. What was worked is corrected in the time entries.")
    if not still_stands(scheme, steps, now):
        raise Conflict("shift_has_changed", "Somebody else has got the shift, or it has been moved. Look at it again.")


def judged(scheme: Scheme, steps: Sequence[Step], standing: Standing | None = None) -> Standing:
    """The plan in effect, when what the steps give breaks nothing that does not stand already.

    `standing` is the answer for other steps in the same transaction: what it has read is not read again.

    Raises: NotAllowed `cover_breaks_rules` with the person's name; Conflict `shift_has_changed`.
    """
    if standing is None or standing.row(steps[0].key) is None:
        standing = Standing.of(_rows(scheme, steps)[steps[0].key].plan)
    if any(standing.row(step.key) is None for step in steps):
        raise Conflict("shift_has_changed", "One of the shifts is not in the plan any longer. Look at it again.")
    against = standing.breaches(steps)
    if against:
        person = Person.objects.get(uid=against[0][0])
        rules = [finding.rule for _, findings in against for finding in findings]
        raise NotAllowed(
            "cover_breaks_rules",
            f"{person.name} cannot have the shift: it breaks {', '.join(rules) or 'the employment'}.",
            name=person.name,
            rules=rules,
        )
    return standing


def carry_out(*, scheme: Scheme, steps: Sequence[Step], by: Actor, now: datetime, act: str) -> None:
    """Give the shifts to the people of the steps in a new version of the plan, published at once.

    To be called in a transaction that holds `locked_scheme`. Everybody whose shifts change is told.

    Raises: as `refuse_changed` and `judged`; Conflict `booked_elsewhere`; WrongInput `unknown_assistant`.
    """
    refuse_changed(scheme, steps, now)
    standing = judged(scheme, steps)
    steps = [replace(step, overtime_minutes=standing.overtime_for(step)) for step in steps]
    rows = _rows(scheme, steps)
    by_plan: dict[int, list[Step]] = defaultdict(list)
    for step in steps:
        by_plan[rows[step.key].plan_id].append(step)
    messages: list[UUID] = []
    for mine in by_plan.values():
        cause = PlanVersion.Cause.YES if act == COVERED else PlanVersion.Cause.GIVEN
        messages += _new_version(rows[mine[0].key].plan, mine, standing.team, by, now, cause)
    for step in steps:
        note(
            act, by=by, now=now, subject_type="shift", subject=rows[step.key].uid, scheme=scheme.uid,
            before=str(step.before) if step.before else None, after=str(step.after), shared=step.part is not None,
            overtime_minutes=step.overtime_minutes,
        )  # fmt: skip
    transaction.on_commit(partial(send_outbox, now=now, only=messages), robust=True)


def _new_version(
    base: PlanVersion, steps: list[Step], team: Team, by: Actor, now: datetime, cause: PlanVersion.Cause
) -> list[UUID]:
    before = in_effect_between(base.scheme, base.first_day, base.last_day)
    plan = new_draft(base.scheme, base.first_day, base.last_day, base, now)
    wanted: dict[str, list[Step]] = defaultdict(list)
    for step in steps:
        wanted[step.key].append(step)
    after, changed = [], []
    for row in before:
        made = (
            [copy_of(row, plan, pinned=row.start < now)]
            if row.key not in wanted
            else _given(row, plan, wanted[row.key], team, by)
        )
        after += made
        changed += made if row.key in wanted else []
    refuse_double_booking(plan, changed, now)
    Shift.objects.bulk_create(after)
    plan.state, plan.published_at = PlanVersion.State.PUBLISHED, now
    plan.published_by = Person.objects.get(uid=by.person_uid) if by.person_uid else None
    plan.cause = cause
    plan.save(update_fields=["state", "published_at", "published_by", "cause"])
    supersede(plan)
    _carry_to_drafts(base, plan, wanted, team, by)
    return write_messages(plan, changes(before, after), now)


def _carry_to_drafts(
    base: PlanVersion, plan: PlanVersion, wanted: dict[str, list[Step]], team: Team, by: Actor
) -> None:
    """Drafts of the replaced version build on the new one, with its change where they had not made another."""
    for draft in PlanVersion.objects.filter(scheme=base.scheme, state=PlanVersion.State.DRAFT, based_on=base):
        for row in draft.shifts.filter(key__in=list(wanted)).select_related("assignment__person"):
            steps = wanted[row.key]
            before = row.assignment.person.uid if row.assignment is not None else None
            if (before, row.start, row.end) == (steps[0].before, steps[0].span.start, steps[0].span.end):
                row.delete()
                Shift.objects.bulk_create(_given(row, draft, steps, team, by))
        draft.based_on = plan
        draft.revision += 1
        draft.save(update_fields=["based_on", "revision"])


def _given(row: Shift, plan: PlanVersion, steps: list[Step], team: Team, by: Actor) -> list[Shift]:
    """The shift with its new holder, or its two parts."""
    made = []
    for number, step in enumerate(sorted(steps, key=lambda each: each.gets), 1):
        values = {name: getattr(row, name) for name in COPIED}
        if step.part is not None:
            part = part_of(need_of(row), step.part, number)
            values |= {
                "key": part.id,
                "start": step.part.start,
                "end": step.part.end,
                "break_minutes": part.break_minutes,
                "break_counts_as_work": part.break_counts_as_work,
            }
        values["assignment"] = _assignment(team, step)
        values["explanation"] = {
            "code": CHANGED_BY_HAND,
            "before": str(step.before) if step.before else None,
            "by": str(by.person_uid) if by.person_uid else None,
            **({OVERTIME: step.overtime_minutes} if step.overtime_minutes else {}),
        }
        made.append(Shift(plan=plan, **values))
    return made


def _assignment(team: Team, step: Step) -> Assignment:
    member = team.by_id(str(step.after))
    found = member.assignment_on(step.span.start.astimezone(OSLO).date()) if member is not None else None
    if found is None:
        day = step.span.start.astimezone(OSLO).date()
        raise WrongInput("unknown_assistant", f"This person is not employed in the scheme on {day}.", day=day)
    return found


def _rows(scheme: Scheme, steps: Sequence[Step]) -> dict[str, Shift]:
    keys = {step.key for step in steps}
    rows = (
        Shift.objects.in_effect()
        .filter(plan__scheme=scheme, key__in=keys)
        .select_related("assignment__person", "plan__scheme__case")
    )
    return {row.key: row for row in rows}
