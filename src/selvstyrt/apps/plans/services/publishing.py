"""Publishing a plan: what it changes, what stands in the way, and the act itself (publisering)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction

from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.journal.services import note
from selvstyrt.apps.people.models import Person
from selvstyrt.apps.plans import mails
from selvstyrt.apps.plans.checking import Judged
from selvstyrt.apps.plans.comparing import PersonChanges, changes
from selvstyrt.apps.plans.frame import YearFrame, year_frames
from selvstyrt.apps.plans.models import Message, PlanVersion, Shift
from selvstyrt.apps.plans.notice import notice_days
from selvstyrt.apps.plans.services.drafting import in_effect_between, locked_draft
from selvstyrt.apps.plans.services.outbox import send_outbox
from selvstyrt.apps.plans.standing import Standing
from selvstyrt.apps.plans.team import period_span
from selvstyrt.apps.schemes.models import Scheme
from selvstyrt.core.base import OSLO, Conflict, Finding, NotAllowed
from selvstyrt.core.roster.comparing import worse_findings


@dataclass(frozen=True)
class Preview:
    """What publishing a draft would do, and what stands in the way (forhåndsvisning)."""

    changes: tuple[PersonChanges, ...]
    short_notice: tuple[Shift, ...]
    notice_days: int
    empty: tuple[Shift, ...]
    breaches: tuple[Finding, ...]
    frames: tuple[YearFrame, ...]
    overtaken: bool

    @property
    def may_publish(self) -> bool:
        """True when nothing stands in the way."""
        return not (self.breaches or self.overtaken or any(frame.blocks for frame in self.frames))


def preview(plan: PlanVersion, *, now: datetime, judged: Judged | None = None) -> Preview:
    """Look ahead: the differences, the notice, the empty shifts, the breaches and the year's hours."""
    judged = judged or Judged.of(plan)
    today = now.astimezone(OSLO).date()
    before = in_effect_between(plan.scheme, plan.first_day, plan.last_day)
    return Preview(
        changes=tuple(changes(before, judged.shifts)),
        short_notice=tuple(_short_notice(before, judged.shifts, today, notice_days(today))),
        notice_days=notice_days(today),
        empty=tuple(shift for shift in judged.shifts if shift.assignment is None),
        breaches=_to_blame(plan, judged),
        frames=tuple(year_frames(plan, judged.shifts)),
        overtaken=_overtaken(plan),
    )


def _to_blame(plan: PlanVersion, judged: Judged) -> tuple[Finding, ...]:
    """The breaches that the draft brings. What stands in the plan in effect, as bad or worse, publishing does not add.

    So a shift that somebody is away from, and that nobody has been found for yet, does not stop other changes.
    """
    if not judged.breaches or plan.based_on is None:
        return judged.breaches
    standing = Standing.of(plan)
    return worse_findings(standing.evaluator.findings(standing.holders), judged.breaches)


@transaction.atomic
def publish_plan(*, plan_uid: UUID, revision: int, by: Actor, now: datetime) -> None:
    """Publish a draft: it is frozen, takes over its days, and each assistant whose shifts change is told.

    Two published plans of a scheme may overlap; a day belongs to the one with the highest number.
    A plan whose days are all taken over is superseded.

    Raises: Conflict `plan_not_draft`, `run_in_progress`, `draft_changed`, `plan_overtaken`,
    `booked_elsewhere`; NotAllowed `plan_breaks_rules`, `plan_over_frame`, `plan_is_past`, `plan_is_empty`.
    """
    plan = locked_draft(plan_uid, revision=revision)
    if plan.last_day < now.astimezone(OSLO).date():
        raise NotAllowed("plan_is_past", "The whole period is over; make a plan for days to come.")
    _lock_people(plan)
    judged = Judged.of(plan)
    if not judged.shifts:
        raise NotAllowed("plan_is_empty", "The draft holds no shifts. Add some, or discard it.")
    refuse_double_booking(plan, judged.shifts, now)
    found = preview(plan, now=now, judged=judged)
    _refuse_what_stands_in_the_way(found)
    plan.state = PlanVersion.State.PUBLISHED
    plan.published_at = now
    plan.published_by = Person.objects.get(uid=by.person_uid) if by.person_uid else None
    plan.save(update_fields=["state", "published_at", "published_by"])
    superseded = supersede(plan)
    messages = write_messages(plan, found.changes, now)
    note(
        "plan_published", by=by, now=now, subject_type="plan", subject=plan.uid, scheme=plan.scheme.uid,
        number=plan.number, people=len(found.changes), empty=len(found.empty), short_notice=len(found.short_notice),
        superseded=superseded,
    )  # fmt: skip
    if messages:
        transaction.on_commit(partial(send_outbox, now=now, only=messages), robust=True)


def _refuse_what_stands_in_the_way(found: Preview) -> None:
    if found.overtaken:
        raise Conflict(
            "plan_overtaken",
            "Another plan was published for some of these days after this draft was made. Make a new draft.",
        )
    if found.breaches:
        raise NotAllowed(
            "plan_breaks_rules",
            f"The plan holds {len(found.breaches)} breaches of the law or of contracts. Mend them first.",
            count=len(found.breaches),
        )
    over = next((frame for frame in found.frames if frame.blocks), None)
    if over is not None:
        raise NotAllowed(
            "plan_over_frame",
            f"The plans for {over.year} use {over.over_minutes} minutes more than the decision gives.",
            year=over.year,
            over_minutes=over.over_minutes,
        )


def _lock_people(plan: PlanVersion) -> None:
    """Lock the scheme, then everybody in the plan, always in the same order.

    So two drafts of one scheme cannot take over each other's days unseen, and two schemes cannot book
    one person at once.
    """
    Scheme.objects.select_for_update(of=("self",)).get(pk=plan.scheme_id)
    people = Person.objects.filter(assignments__shifts__plan=plan).values("pk")
    list(Person.objects.select_for_update().filter(pk__in=people).order_by("pk").values_list("pk", flat=True))


def refuse_double_booking(plan: PlanVersion, shifts: Sequence[Shift], now: datetime) -> None:
    """Refuse a shift at a time when the person is already booked; the other place is not named.

    Raises: Conflict `booked_elsewhere`.
    """
    period = period_span(plan.first_day, plan.last_day)
    people = {shift.assignment.person_id for shift in shifts if shift.assignment is not None}
    last_end = max(shift.end for shift in shifts)
    booked: dict[int, list[Shift]] = {}
    for row in (
        Shift.objects.in_effect()
        .filter(assignment__person__in=people, start__lt=last_end, end__gt=period.start)
        .exclude(plan__scheme=plan.scheme, start__gte=period.start, start__lt=period.end)
        .select_related("assignment")
    ):
        if row.assignment is not None:
            booked.setdefault(row.assignment.person_id, []).append(row)
    clashes = [
        {"person": shift.assignment.person.name, "start": shift.start, "end": shift.end}
        for shift in shifts
        if shift.assignment is not None and shift.end > now
        for other in booked.get(shift.assignment.person_id, [])
        if shift.start < other.end and other.start < shift.end
    ]
    if clashes:
        first = clashes[0]
        raise Conflict(
            "booked_elsewhere",
            f"{first['person']} is already booked at the time of {len(clashes)} of the shifts. Choose somebody else.",
            first=first["person"],
            clashes=clashes,
        )


def _short_notice(before: list[Shift], after: tuple[Shift, ...], today: date, days: int) -> list[Shift]:
    """The shifts that change with less notice than the law asks for."""
    old = {row.key: _who_and_when(row) for row in before if row.assignment is not None}
    new = {row.key: _who_and_when(row) for row in after if row.assignment is not None}
    changed = [row for row in after if row.assignment is not None and old.get(row.key) != new[row.key]]
    lost = [row for row in before if row.key in old and row.key not in new]
    limit = today + timedelta(days=days)
    rows = [row for row in (*changed, *lost) if today <= row.start.astimezone(OSLO).date() < limit]
    return sorted(rows, key=lambda row: (row.start, row.key))


def _who_and_when(row: Shift) -> tuple[object, datetime, datetime]:
    return (row.assignment.person_id if row.assignment is not None else None), row.start, row.end


def _overtaken(plan: PlanVersion) -> bool:
    """True when a plan was published over these days after the draft was made."""
    newest = (
        PlanVersion.objects.filter(
            scheme=plan.scheme_id,
            state=PlanVersion.State.PUBLISHED,
            first_day__lte=plan.last_day,
            last_day__gte=plan.first_day,
        )
        .order_by("-number")
        .first()
    )
    return newest is not None and newest.pk != plan.based_on_id


def supersede(plan: PlanVersion) -> list[int]:
    """Mark the older plans of which no day is left; their numbers."""
    published = list(
        PlanVersion.objects.filter(scheme=plan.scheme_id, state=PlanVersion.State.PUBLISHED).order_by("-number")
    )
    gone, taken = [], set[date]()
    for version in published:
        days = {version.first_day + timedelta(days=n) for n in range((version.last_day - version.first_day).days + 1)}
        if days <= taken:
            gone.append(version)
        taken |= days
    PlanVersion.objects.filter(pk__in=[version.pk for version in gone]).update(state=PlanVersion.State.SUPERSEDED)
    return [version.number for version in gone]


def write_messages(plan: PlanVersion, found: Sequence[PersonChanges], now: datetime) -> list[UUID]:
    """Tell each person what a published plan changes for them; the messages' uids."""
    people = {person.uid: person for person in Person.objects.filter(uid__in=[c.person_uid for c in found])}
    messages = []
    for change in found:
        person = people[change.person_uid]
        subject, body = mails.plan_published(change, plan, person.language)
        messages.append(
            Message(key=f"plan:{plan.uid}:{person.uid}", person=person, subject=subject, body=body, created_at=now)
        )
    Message.objects.bulk_create(messages)
    return [message.uid for message in messages]
