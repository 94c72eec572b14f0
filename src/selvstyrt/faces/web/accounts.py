"""How allauth behaves here: nobody signs up alone; people are invited to a scheme or an organisation."""

from __future__ import annotations

from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Local accounts without open sign-up."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Kontoen er stengt. Spør den som inviterte deg."),
        "email_password_mismatch": _("E-postadressen og passordet hører ikke sammen. Prøv igjen."),
        "enter_current_password": _("Dette er ikke passordet du har nå."),
        "incorrect_password": _("Passordet stemmer ikke. Prøv igjen."),
        "invalid_password_reset": _("Adressen virker ikke lenger. Be om en ny."),
        "too_many_login_attempts": _("Det ble for mange forsøk. Vent noen minutter, og prøv igjen."),
        "rate_limited": _("Det ble for mange forsøk. Vent noen minutter, og prøv igjen."),
        "same_as_current": _("Velg et annet passord enn det du har."),
        "password_mismatch": _("Du skrev to forskjellige passord. Skriv det samme to ganger."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No: an account comes with an invitation."""
        return False


class CodeAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """One-time codes in our words."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Koden stemmer ikke. Vent på en ny kode i appen, og prøv den."),
    }
