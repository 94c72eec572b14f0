"""Invitations: a mail with an address where a new person chooses a password."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from selvstyrt.apps.people.queries import PersonCard

log = logging.getLogger(__name__)


def invitation_url(request: HttpRequest, card: PersonCard) -> str:
    """The address where the person chooses a password; it holds for as long as a password reset does."""
    user = get_user_model().objects.get(email__iexact=card.email)
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    uidb36, _dash, token = key.partition("-")
    address = reverse("account_reset_password_from_key", kwargs={"uidb36": uidb36, "key": token})
    return str(request.build_absolute_uri(address))


def send_invitation(request: HttpRequest, card: PersonCard, *, scheme_name: str) -> bool:
    """Send the mail in the person's own language; False when the mail server did not take it."""
    with translation.override(card.language):
        subject = _("Du er invitert til %(scheme)s") % {"scheme": scheme_name}
        body = _(
            "Hei %(name)s!\n\nDu er lagt til i %(scheme)s i Selvstyrt.\n"
            "Velg et passord her:\n\n%(url)s\n\nAdressen virker i tre dager. "
            "Etter det kan du be om et nytt passord på innloggingssiden.\n"
        ) % {"name": card.name, "scheme": scheme_name, "url": invitation_url(request, card)}
    try:
        return send_mail(subject, body, None, [card.email]) == 1
    except (SMTPException, OSError):
        log.exception("An invitation could not be sent.")
        return False


def invite(request: HttpRequest, card: PersonCard, *, to: str) -> None:
    """Invite a person to a scheme unless there is a password already, and say on the page what came of it."""
    if card.has_password:
        messages.success(request, _("%(name)s har konto fra før og kan logge inn.") % {"name": card.name})
    elif send_invitation(request, card, scheme_name=to):
        messages.success(request, _("Invitasjonen er sendt til %(email)s.") % {"email": card.email})
    else:
        messages.warning(
            request, _("Invitasjonen til %(email)s ble ikke sendt. Send den på nytt om litt.") % {"email": card.email}
        )
