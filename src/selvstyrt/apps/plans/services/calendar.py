"""A person's private calendar address: made anew, taken away, looked up (kalenderadresse)."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from uuid import UUID

from django.db import transaction

from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.journal.services import note
from selvstyrt.apps.people.models import Person
from selvstyrt.apps.plans.models import CalendarFeed

TOKEN_BYTES = 32


@transaction.atomic
def make_feed(*, person_uid: UUID, by: Actor, now: datetime) -> str:
    """Make a new address and end the old one; the token is given back this once and never kept."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    person = Person.objects.select_for_update().get(uid=person_uid)
    CalendarFeed.objects.update_or_create(person=person, defaults={"token_hash": hashed(token), "made_at": now})
    note("calendar_address_made", by=by, now=now, subject_type="person", subject=person.uid)
    return token


@transaction.atomic
def end_feed(*, person_uid: UUID, by: Actor, now: datetime) -> None:
    """End the address; whoever holds it gets nothing more."""
    gone, _ = CalendarFeed.objects.filter(person__uid=person_uid).delete()
    if gone:
        note("calendar_address_ended", by=by, now=now, subject_type="person", subject=person_uid)


def owner_of(token: str) -> UUID | None:
    """The person whose address carries the token, or None."""
    if len(token) > 100:
        return None
    return CalendarFeed.objects.filter(token_hash=hashed(token)).values_list("person__uid", flat=True).first()


def hashed(token: str) -> str:
    """The hash that is kept; the token is long and random, so a plain one is enough."""
    return hashlib.sha256(token.encode()).hexdigest()
