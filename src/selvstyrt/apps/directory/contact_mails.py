"""Mail to advisers about messages that wait (varsel): sent after the message is stored, tried again when it fails.

A mail may go out twice when the process dies between sending and noting it; both carry the same Message-ID, so that
mail programs show one.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.core.mail import EmailMessage, get_connection
from django.db.models import F, Q
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from selvstyrt.apps.directory.models_suppliers import ContactMessage, ContactNotice

MOST_ATTEMPTS = 10
BETWEEN_ATTEMPTS = timedelta(minutes=2)

log = logging.getLogger(__name__)


def send_notices(*, now: datetime) -> int:
    """Send the notices that are due; how many went out. What fails stays and is tried again later."""
    due = ContactNotice.objects.filter(
        Q(tried_at=None) | Q(tried_at__lt=now - BETWEEN_ATTEMPTS),
        sent_at=None,
        due_at__lte=now,
        attempts__lt=MOST_ATTEMPTS,
    ).exclude(profile__contact_email="")
    sent = 0
    connection = get_connection()
    try:
        for notice in due.select_related("profile__organisation").order_by("pk"):
            if not _claimed(notice, now):
                continue
            try:
                mail = _mail(notice)
                if mail is not None:  # None: every message was withdrawn before it was told
                    connection.send_messages([mail])
            except (SMTPException, OSError) as error:
                log.warning("contact notice %s was not sent: %s", notice.uid, type(error).__name__)
                if isinstance(error, SMTPException):
                    continue
                ContactNotice.objects.filter(pk=notice.pk).update(attempts=F("attempts") - 1)
                break
            ContactNotice.objects.filter(pk=notice.pk).update(sent_at=now)
            sent += mail is not None
    finally:
        connection.close()
    return sent


def _claimed(notice: ContactNotice, now: datetime) -> bool:
    """True when this process is the one that may send it now."""
    return bool(
        ContactNotice.objects.filter(
            pk=notice.pk, sent_at=None, attempts=notice.attempts, tried_at=notice.tried_at
        ).update(attempts=F("attempts") + 1, tried_at=now)
    )


def _mail(notice: ContactNotice) -> EmailMessage | None:
    messages = list(notice.messages.order_by("pk"))
    if not messages:
        return None
    profile = notice.profile
    with translation.override(profile.about_language):
        subject, body = _text(messages, whole=profile.mails_whole_message)
    answer_to = messages[0].email if profile.mails_whole_message and len(messages) == 1 else ""
    return EmailMessage(
        subject=subject,
        body=body,
        to=[profile.contact_email],
        reply_to=[answer_to] if answer_to and answer_to.isascii() else [],
        headers={"Message-ID": f"<contact-{notice.uid}@selvstyrt>", "Auto-Submitted": "auto-generated"},
    )


def _text(messages: list[ContactMessage], *, whole: bool) -> tuple[str, str]:
    count = len(messages)
    subject = ngettext("%(count)d ny melding fra Selvstyrt", "%(count)d nye meldinger fra Selvstyrt", count) % {
        "count": count
    }
    lines = [
        ngettext(
            "Noen har skrevet til dere med kontaktskjemaet.",
            "Noen har skrevet til dere med kontaktskjemaet, %(count)d ganger.",
            count,
        )
        % {"count": count},
        "",
    ]
    if whole:
        for message in messages:
            lines += [*_whole(message), ""]
    lines.append(_("En koordinator kan lese meldingene og merke dem som besvart etter å ha logget inn i Selvstyrt."))
    if not whole:
        lines.append(_("Meldingen står ikke i e-posten, for den kan si noe om helse."))
    first = min(message.delete_on for message in messages)
    lines.append(_("Meldingen slettes %(day)s.") % {"day": date_format(first, pgettext("dato i melding", "l j. F Y"))})
    return subject, "\n".join(lines) + "\n"


def _whole(message: ContactMessage) -> list[str]:
    lines = [_("Fra: %(name)s") % {"name": message.name}]
    if message.email:
        lines.append(_("E-post: %(address)s") % {"address": message.email})
    if message.phone:
        lines.append(_("Telefon: %(number)s") % {"number": message.phone})
    if message.municipality_number:
        lines.append(_("Kommunenummer: %(number)s") % {"number": message.municipality_number})
    return [*lines, "", message.text]
