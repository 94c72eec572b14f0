"""Writing to the journal: one line per act, in the act's own transaction; sealing afterwards."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.journal.models import Event, Seal

# Rows younger than this stay unsealed, so that no transaction still open can insert below a seal.
SETTLING_TIME = timedelta(minutes=5)


def note(
    act: str,
    *,
    by: Actor,
    now: datetime,
    subject_type: str,
    subject: UUID | None = None,
    scheme: UUID | None = None,
    **facts: Any,
) -> None:
    """Write one event in the current transaction; facts hold ids and numbers, never names or notes."""
    Event.objects.create(
        at=now,
        actor=by.person_uid,
        act=act,
        subject_type=subject_type,
        subject=subject,
        scheme=scheme,
        facts=facts,
    )


def _canonical(event: Event) -> str:
    row = [
        event.pk,
        event.at.astimezone(UTC).isoformat(),
        str(event.actor or ""),
        event.act,
        event.subject_type,
        str(event.subject or ""),
        str(event.scheme or ""),
        event.facts,
    ]
    return json.dumps(row, sort_keys=True, ensure_ascii=True, separators=(",", ":"))


def _digest(previous: Seal | None, events: list[Event]) -> str:
    chain = hashlib.sha256((previous.digest if previous else "").encode())
    for event in events:
        chain.update(_canonical(event).encode())
        chain.update(b"\n")
    return chain.hexdigest()


@transaction.atomic
def seal_events(*, now: datetime) -> Seal | None:
    """Seal all settled events with a hash that includes the previous seal; None when there are none."""
    last = Seal.objects.select_for_update().order_by("-pk").first()
    events = list(Event.objects.filter(seal=None, at__lt=now - SETTLING_TIME).order_by("pk"))
    if not events:
        return None
    seal = Seal.objects.create(sealed_at=now, previous=last, event_count=len(events), digest=_digest(last, events))
    Event.objects.filter(pk__in=[event.pk for event in events]).update(seal=seal)
    return seal


def broken_seals() -> list[int]:
    """Ids of the seals whose events were changed, added or removed since; empty when all is well."""
    broken = []
    previous: Seal | None = None
    for seal in Seal.objects.order_by("pk"):
        events = list(seal.events.order_by("pk"))
        if len(events) != seal.event_count or _digest(previous, events) != seal.digest:
            broken.append(seal.pk)
        previous = seal
    return broken
