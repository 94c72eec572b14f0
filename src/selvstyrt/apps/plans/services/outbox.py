"""The outbox (utboks): messages are written in the act's own transaction and sent afterwards.

A message may go out twice when the process dies between sending and noting it; both carry the
same Message-ID, so that mail programs show one.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from smtplib import SMTPException
from uuid import UUID

from django.core.mail import EmailMessage, get_connection
from django.db.models import F, Q

from selvstyrt.apps.plans.models import Message

MOST_ATTEMPTS = 10
BETWEEN_ATTEMPTS = timedelta(minutes=2)

log = logging.getLogger(__name__)


def send_outbox(*, now: datetime, only: Iterable[UUID] | None = None) -> int:
    """Send the messages that wait; how many went out. What fails stays and is tried again later."""
    waiting = Message.objects.filter(
        Q(tried_at=None) | Q(tried_at__lt=now - BETWEEN_ATTEMPTS), sent_at=None, attempts__lt=MOST_ATTEMPTS
    ).exclude(person__email="")
    if only is not None:
        waiting = waiting.filter(uid__in=list(only))
    sent = 0
    connection = get_connection()
    try:
        for message in waiting.select_related("person").order_by("pk"):
            if not _claimed(message, now):
                continue
            try:
                connection.send_messages([_email(message)])
            except (SMTPException, OSError) as error:
                log.warning("message %s was not sent: %s", message.uid, type(error).__name__)
                if isinstance(error, SMTPException):
                    continue
                # The server is away: not the message's fault, and the rest would only wait too.
                Message.objects.filter(pk=message.pk).update(attempts=F("attempts") - 1)
                break
            Message.objects.filter(pk=message.pk).update(sent_at=now)
            sent += 1
    finally:
        connection.close()
    return sent


def _claimed(message: Message, now: datetime) -> bool:
    """True when this process is the one that may send it now."""
    return bool(
        Message.objects.filter(
            pk=message.pk, sent_at=None, attempts=message.attempts, tried_at=message.tried_at
        ).update(attempts=F("attempts") + 1, tried_at=now)
    )


def _email(message: Message) -> EmailMessage:
    return EmailMessage(
        subject=message.subject,
        body=message.body,
        to=[message.person.email],
        headers={"Message-ID": f"<{message.uid}@selvstyrt>"},
    )
