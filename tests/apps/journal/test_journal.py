"""The journal: one line per act, and seals that show a later change."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from selvstyrt.apps.journal import services
from selvstyrt.apps.journal.actor import SYSTEM, Actor
from selvstyrt.apps.journal.models import Event

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=10)

pytestmark = pytest.mark.django_db


def write(count: int) -> None:
    for number in range(count):
        services.note(
            "entries_approved", by=Actor(uuid4()), now=NOW, subject_type="period", subject=uuid4(), count=number
        )


def test_a_fresh_event_waits_before_it_is_sealed() -> None:
    write(1)
    assert services.seal_events(now=NOW) is None
    seal = services.seal_events(now=LATER)
    assert seal is not None
    assert seal.event_count == 1
    assert services.seal_events(now=LATER) is None


def test_sealed_events_that_nobody_touched_hold() -> None:
    write(3)
    services.seal_events(now=LATER)
    services.note("seal_checked", by=SYSTEM, now=NOW, subject_type="journal")
    services.seal_events(now=LATER)
    assert services.broken_seals() == []


def test_a_changed_event_breaks_its_seal_and_names_it() -> None:
    write(3)
    first = services.seal_events(now=LATER)
    write(2)
    services.seal_events(now=LATER)
    assert first is not None
    event = first.events.order_by("pk")[1]
    Event.objects.filter(pk=event.pk).update(facts={"count": 99})
    assert services.broken_seals() == [first.pk]


def test_a_removed_event_breaks_its_seal() -> None:
    write(3)
    seal = services.seal_events(now=LATER)
    assert seal is not None
    seal.events.order_by("pk").first().delete()  # type: ignore[union-attr]
    assert services.broken_seals() == [seal.pk]
