"""Messages go out once over real SMTP; what fails waits and is tried again."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import timedelta
from email.message import Message as Mail

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from django.db import IntegrityError

from selvstyrt.apps.journal.models import Event
from selvstyrt.apps.plans.models import Message
from selvstyrt.apps.plans.services.outbox import send_outbox
from tests.apps.plans.conftest import Plans
from tests.cast import NOW, Cast


class Inbox(MessageHandler):
    """Keeps what a real SMTP server was handed."""

    def __init__(self) -> None:
        super().__init__()
        self.mails: list[Mail] = []

    def handle_message(self, message: Mail) -> None:
        self.mails.append(message)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def smtp(settings: object) -> Iterator[Inbox]:
    """A real SMTP server on this machine, and settings that point to it."""
    inbox = Inbox()
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port  # type: ignore[attr-defined]
    settings.EMAIL_USE_TLS = False  # type: ignore[attr-defined]
    yield inbox
    controller.stop()


def waiting(cast: Cast, key: str = "k", **changes: object) -> Message:
    values: dict[str, object] = {"person": cast.amal, "subject": "Hei på deg", "body": "Ny vakt", "created_at": NOW}
    return Message.objects.create(key=key, **{**values, **changes})


@pytest.mark.django_db(transaction=True)
def test_publishing_sends_mail_when_the_plan_is_safely_stored(plans: Plans, cast: Cast, smtp: Inbox) -> None:
    plans.published(cast.amal, cast.jonas)
    assert sorted(str(mail["to"]) for mail in smtp.mails) == ["amal@example.test", "jonas@example.test"]
    assert set(Message.objects.values_list("sent_at", flat=True)) == {NOW}
    assert send_outbox(now=NOW + timedelta(hours=1)) == 0
    assert len(smtp.mails) == 2


@pytest.mark.django_db(transaction=True)
def test_a_failure_after_the_plan_is_frozen_sends_nothing_and_stores_nothing(
    plans: Plans, cast: Cast, smtp: Inbox
) -> None:
    plan = plans.draft()
    plans.give(plan, plans.shifts(plan)[0], cast.amal)
    waiting(cast, f"plan:{plan.uid}:{cast.amal.uid}", sent_at=NOW)  # the database refuses a second with this key
    with pytest.raises(IntegrityError):
        plans.publish(plan)
    plan.refresh_from_db()
    assert plan.state == "draft"
    assert Message.objects.count() == 1
    assert not Event.objects.filter(act="plan_published").exists()
    assert smtp.mails == []


@pytest.mark.django_db(transaction=True)
def test_a_server_that_is_away_undoes_nothing_and_the_mail_goes_later(
    plans: Plans, cast: Cast, settings: object, smtp: Inbox
) -> None:
    working = settings.EMAIL_PORT  # type: ignore[attr-defined]
    settings.EMAIL_PORT = free_port()  # type: ignore[attr-defined]
    assert plans.published(cast.amal, cast.jonas).state == "published"
    assert Message.objects.filter(sent_at=None, attempts=0).count() == 2
    settings.EMAIL_PORT = working  # type: ignore[attr-defined]
    assert send_outbox(now=NOW + timedelta(minutes=5)) == 2
    assert len(smtp.mails) == 2


def test_two_senders_do_not_send_the_same_message(cast: Cast, smtp: Inbox) -> None:
    message = waiting(cast, tried_at=NOW, attempts=1)
    assert send_outbox(now=NOW + timedelta(seconds=30)) == 0
    assert smtp.mails == []
    assert send_outbox(now=NOW + timedelta(minutes=3)) == 1
    assert smtp.mails[0]["message-id"] == f"<{message.uid}@selvstyrt>"


def test_a_person_without_an_address_and_a_message_tried_ten_times_are_left(cast: Cast, smtp: Inbox) -> None:
    cast.jonas.email = ""
    cast.jonas.save()
    waiting(cast, "a", person=cast.jonas)
    waiting(cast, "b", attempts=10)
    waiting(cast, "c", sent_at=NOW)
    assert send_outbox(now=NOW) == 0
