"""allauth's forms with our words; what they check is theirs."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.base import forms as mfa_base
from allauth.mfa.totp import forms as totp
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from selvstyrt.faces.web.forms import FILL_IN

LABELS: dict[str, str | Promise] = {
    "login": _("E-postadresse"),
    "email": _("E-postadresse"),
    "password": _("Passord"),
    "remember": _("Husk meg på denne maskinen"),
    "oldpassword": _("Passordet du har nå"),
    "password1": _("Nytt passord"),
    "password2": _("Nytt passord en gang til"),
    "code": _("Engangskode"),
}


class _OurWords:
    """Labels and the word for an empty field in our words; no placeholders, which vanish when one types."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.label = LABELS.get(name, field.label)
            field.help_text = ""
            field.error_messages["required"] = FILL_IN
            field.widget.attrs.pop("placeholder", None)


class LoginForm(_OurWords, account.LoginForm):  # type: ignore[misc]
    """Logging in."""


class ResetPasswordForm(_OurWords, account.ResetPasswordForm):  # type: ignore[misc]
    """Asking for a new password."""


class ResetPasswordKeyForm(_OurWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """Choosing a password from a mail."""


class ChangePasswordForm(_OurWords, account.ChangePasswordForm):  # type: ignore[misc]
    """Changing the password."""


class SetPasswordForm(_OurWords, account.SetPasswordForm):  # type: ignore[misc]
    """Choosing a first password."""


class ReauthenticateForm(_OurWords, account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more."""


class _CodeOnce:
    """A code counts for as many periods as are tolerated, and opens only once in them (RFC 6238, section 5.2)."""

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        used = self.authenticator.wrap()  # type: ignore[attr-defined]
        if isinstance(used, TOTP):
            periods = 2 * mfa_settings.TOTP_TOLERANCE + 1
            cache.touch(used._get_used_cache_key(code), periods * mfa_settings.TOTP_PERIOD)
        return code


class AuthenticateForm(_CodeOnce, _OurWords, mfa_base.AuthenticateForm):  # type: ignore[misc]
    """The one-time code at log-in."""


class ReauthenticateCodeForm(_CodeOnce, _OurWords, mfa_base.ReauthenticateForm):  # type: ignore[misc]
    """The one-time code once more."""


class ActivateTOTPForm(_OurWords, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first one-time code."""
