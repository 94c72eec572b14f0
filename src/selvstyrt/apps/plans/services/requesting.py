"""Requests to assistants about shifts: asked, answered, the first yes counts (vaktforespørsler)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction

from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.journal.services import note
from selvstyrt.apps.people.models import Person
from selvstyrt.apps.plans import mails
from selvstyrt.apps.plans.models import Message, Shift, ShiftAnswer, ShiftRequest
from selvstyrt.apps.plans.services.changing import (
    COVERED,
    carry_out,
    judged,
    locked_scheme,
    refuse_changed,
    still_stands,
)
from selvstyrt.apps.plans.services.outbox import send_outbox
from selvstyrt.apps.plans.standing import Standing
from selvstyrt.apps.plans.steps import Step, steps_as_json, steps_of
from selvstyrt.apps.schemes.models import Scheme
from selvstyrt.core.base import Conflict

Address = Callable[[UUID], str]
"""Where a request is answered, by its uid."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to change who has a shift, and who must say yes to it (tilbud); the first step is what it is about."""

    steps: tuple[Step, ...]
    asked: frozenset[UUID]


@transaction.atomic
def ask(*, scheme_uid: UUID, offers: Sequence[Offer], by: Actor, now: datetime, address: Address) -> list[UUID]:
    """Put each offer to those concerned, by message; an offer that is out already is not sent again.

    Raises: Conflict `shift_has_changed`; NotAllowed `shift_has_begun`, `cover_breaks_rules`.
    """
    assert by.person_uid is not None  # a request is made by a person
    scheme = locked_scheme(scheme_uid, [step for offer in offers for step in offer.steps])
    asker = Person.objects.get(uid=by.person_uid)
    out = {_mark(row.steps) for row in scheme.shift_requests.filter(state=ShiftRequest.State.OPEN)}
    made, messages = [], []
    standing: Standing | None = None
    for offer in offers:
        if _mark(steps_as_json(offer.steps)) in out:
            continue
        refuse_changed(scheme, offer.steps, now)
        standing = judged(scheme, offer.steps, standing)
        extra = [replace(step, overtime_minutes=standing.overtime_for(step)) for step in offer.steps]
        request = _store(scheme, replace(offer, steps=tuple(extra)), asker, now)
        made.append(request.uid)
        messages += _tell_asked(request, replace(offer, steps=tuple(extra)), address, now)
        note(
            "shift_asked", by=by, now=now, subject_type="shift_request", subject=request.uid, scheme=scheme.uid,
            people=len(offer.asked), steps=len(offer.steps),
            overtime_minutes=sum(step.overtime_minutes for step in extra),
        )  # fmt: skip
    transaction.on_commit(partial(send_outbox, now=now, only=messages), robust=True)
    return made


@transaction.atomic
def answer(*, request_uid: UUID, yes: bool, by: Actor, now: datetime) -> str:
    """Answer a request that was put to the person; what became of the request then.

    When everybody asked has said yes, the shifts change hands at once and all other requests about them are over.
    A request whose shift somebody else has got meanwhile is over too: the answer is then `overtaken`.

    Raises: Conflict `request_closed`, `booked_elsewhere`; NotAllowed `cover_breaks_rules`.
    """
    assert by.person_uid is not None  # only who was asked answers
    seen = ShiftRequest.objects.select_related("scheme").get(uid=request_uid, answers__person__uid=by.person_uid)
    steps = steps_of(seen.steps)
    scheme = locked_scheme(seen.scheme.uid, steps)
    request = ShiftRequest.objects.select_for_update().get(pk=seen.pk)
    if request.state == ShiftRequest.State.OVERTAKEN:
        return request.state
    if request.state != ShiftRequest.State.OPEN:
        raise Conflict("request_closed", f"The request is over: {request.state}.", state=request.state)
    if not still_stands(scheme, steps, now):
        return _close(request, ShiftRequest.State.OVERTAKEN, now)
    request.answers.filter(person__uid=by.person_uid).update(
        answer=ShiftAnswer.Answer.YES if yes else ShiftAnswer.Answer.NO, answered_at=now
    )
    note(
        "shift_accepted" if yes else "shift_declined", by=by, now=now, subject_type="shift_request",
        subject=request.uid, scheme=scheme.uid, overtime_minutes=sum(step.overtime_minutes for step in steps),
    )  # fmt: skip
    if not yes:
        return _close(request, ShiftRequest.State.DECLINED, now)
    if request.answers.exclude(answer=ShiftAnswer.Answer.YES).exists():
        return request.state
    carry_out(scheme=scheme, steps=steps, by=by, now=now, act=COVERED)
    _close(request, ShiftRequest.State.DONE, now)
    _tell_asker(request, now)
    _end_others(scheme, steps, now)
    return request.state


@transaction.atomic
def set_cover(*, scheme_uid: UUID, steps: Sequence[Step], by: Actor, now: datetime) -> None:
    """Give the shifts at once, as agreed by word of mouth; requests about them are over.

    Raises: as `ask`, and Conflict `booked_elsewhere`; WrongInput `unknown_assistant`.
    """
    scheme = locked_scheme(scheme_uid, steps)
    carry_out(scheme=scheme, steps=steps, by=by, now=now, act="shift_given")
    _end_others(scheme, steps, now)


@transaction.atomic
def withdraw(*, request_uid: UUID, scheme_uid: UUID, by: Actor, now: datetime) -> None:
    """Take back a request that nobody has carried out yet.

    Raises: Conflict `request_closed`.
    """
    scheme = locked_scheme(scheme_uid, ())
    request = ShiftRequest.objects.select_for_update().get(uid=request_uid, scheme=scheme)
    if request.state != ShiftRequest.State.OPEN:
        raise Conflict("request_closed", f"The request is over: {request.state}.", state=request.state)
    _close(request, ShiftRequest.State.WITHDRAWN, now)
    _tell_over([request], now)
    note(
        "shift_request_withdrawn", by=by, now=now, subject_type="shift_request", subject=request_uid, scheme=scheme_uid
    )


def kinds_of(scheme: Scheme, keys: Collection[str]) -> dict[str, str]:
    """The type of each shift by its key, as the newest version of the plan has it; one query."""
    rows = Shift.objects.filter(plan__scheme=scheme, key__in=keys).order_by("plan__number")
    return dict(rows.values_list("key", "type"))


def _store(scheme: Scheme, offer: Offer, asker: Person, now: datetime) -> ShiftRequest:
    first = offer.steps[0]
    request = ShiftRequest.objects.create(
        scheme=scheme,
        key=first.key,
        start=first.span.start,
        end=first.span.end,
        steps=steps_as_json(offer.steps),
        asked_by=asker,
        asked_at=now,
    )
    people = Person.objects.filter(uid__in=offer.asked).order_by("pk")
    ShiftAnswer.objects.bulk_create([ShiftAnswer(request=request, person=person) for person in people])
    return request


def _close(request: ShiftRequest, state: ShiftRequest.State, now: datetime) -> str:
    request.state, request.closed_at = state, now
    request.save(update_fields=["state", "closed_at"])
    return state.value


def _end_others(scheme: Scheme, steps: Sequence[Step], now: datetime) -> None:
    """End the open requests about the same shifts, and tell those who were asked."""
    keys = {step.key for step in steps}
    rows = [
        row
        for row in scheme.shift_requests.filter(state=ShiftRequest.State.OPEN).order_by("pk")
        if keys & {step["key"] for step in row.steps}
    ]
    for row in rows:
        _close(row, ShiftRequest.State.OVERTAKEN, now)
    _tell_over(rows, now)


def _tell_asked(request: ShiftRequest, offer: Offer, address: Address, now: datetime) -> list[UUID]:
    messages = []
    kinds = kinds_of(request.scheme, [step.key for step in offer.steps])
    for row in request.answers.select_related("person"):
        person = row.person
        lost = [step for step in offer.steps if step.before == person.uid and step.after != person.uid]
        subject, body = mails.shift_asked(
            [(step.gets, kinds[step.key]) for step in offer.steps if step.after == person.uid],
            [(step.span, kinds[step.key]) for step in lost],
            address(request.uid),
            person.language,
            leader=request.asked_by.name,
            scheme=request.scheme.name,
            overtime_minutes=sum(step.overtime_minutes for step in offer.steps if step.after == person.uid),
        )
        messages.append(_message(f"ask:{request.uid}:{person.uid}", person, subject, body, now))
    return _written(messages)


def _tell_asker(request: ShiftRequest, now: datetime) -> None:
    asker = request.asked_by
    subject, body = mails.shift_is_covered(_span(request), asker.language)
    messages = _written([_message(f"covered:{request.uid}", asker, subject, body, now)])
    transaction.on_commit(partial(send_outbox, now=now, only=messages), robust=True)


def _tell_over(requests: Iterable[ShiftRequest], now: datetime) -> None:
    """Tell whoever has not said no that the request is over; once for each person and shift."""
    messages = []
    for request in requests:
        for row in request.answers.exclude(answer=ShiftAnswer.Answer.NO).select_related("person"):
            subject, body = mails.shift_not_needed(_span(request), row.person.language)
            messages.append(_message(f"over:{request.uid}:{row.person.uid}", row.person, subject, body, now))
    transaction.on_commit(partial(send_outbox, now=now, only=_written(messages)), robust=True)


def _message(key: str, person: Person, subject: str, body: str, now: datetime) -> Message:
    return Message(key=key, person=person, subject=subject, body=body, created_at=now)


def _written(messages: list[Message]) -> list[UUID]:
    Message.objects.bulk_create(messages)
    return [message.uid for message in messages]


def _span(request: ShiftRequest) -> tuple[datetime, datetime]:
    return request.start, request.end


def _mark(steps: list[dict[str, object]]) -> tuple[object, ...]:
    return tuple((step["key"], step["after"], str(step["part"])) for step in steps)
