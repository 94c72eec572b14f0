"""Forms of one's own details."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from selvstyrt.faces.web.forms import PlainForm, TextField


class DetailsForm(PlainForm):
    """Name, phone and language."""

    name = TextField(label=_("Navn"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    phone = TextField(
        label=_("Telefon"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    language = forms.ChoiceField(
        label=_("Språk"),
        choices=[("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")],
        widget=forms.RadioSelect,
        help_text=_("Gjelder sidene og meldingene du får."),
    )


class AddressForm(PlainForm):
    """A new e-mail address, confirmed with the password."""

    email = TextField(
        label=_("Ny e-postadresse"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    password = forms.CharField(
        label=_("Passordet ditt"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
