"""Forms of the supplier directory: the filters, and a message to an adviser."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from selvstyrt.apps.directory.contact import TEXT_LIMIT, Letter
from selvstyrt.apps.directory.offers import Service, Speech
from selvstyrt.apps.directory.queries.municipalities import Municipality
from selvstyrt.core.base import WrongInput
from selvstyrt.faces.web.forms import NoteField, PlainForm, TextField
from selvstyrt.faces.web.open.municipalities.finding import find
from selvstyrt.faces.web.open.suppliers.words import LANGUAGES, SERVICES

MOST_GUESSES = 3


def place_meant(text: str) -> Municipality | None:
    """The municipality that was surely meant; None for an empty text.

    Raises: WrongInput `municipality_unclear` with the names that it may be, `municipality_not_found`.
    """
    if not text.strip():
        return None
    found = find(text)
    if found.only is not None:
        return found.only
    if not found.hits:
        raise WrongInput("municipality_not_found", f"No municipality looks like {found.text!r}.", text=found.text)
    names = [each.municipality.label for each in found.hits[:MOST_GUESSES]]
    raise WrongInput("municipality_unclear", f"{found.text!r} may be {', '.join(names)}.", names=names)


class PlaceField(TextField):
    """A municipality as people write it; its value is the Municipality, or None."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return place_meant(text)
        except WrongInput as error:
            if error.code == "municipality_not_found":
                raise forms.ValidationError(
                    gettext("Vi fant ingen kommune som ligner. Prøv med færre bokstaver.")
                ) from error
            names = gettext(" eller ").join(error.facts["names"])
            raise forms.ValidationError(gettext("Hvilken mener du: %(names)s?") % {"names": names}) from error


class FilterForm(PlainForm):
    """Which suppliers to show."""

    kommune = PlaceField(label=_("Kommune"), required=False, max_length=80)
    tjeneste = forms.TypedMultipleChoiceField(
        label=_("Tjenester du vil ha"),
        choices=[(each.value, text) for each, text in SERVICES.items()],
        coerce=Service,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "ds-input"}),
    )
    sprak = forms.TypedChoiceField(
        label=_("Språk"),
        choices=[("", _("Alle språk")), *((each.value, text) for each, text in LANGUAGES.items())],
        coerce=Speech,
        empty_value=None,
        required=False,
    )


class ContactForm(PlainForm):
    """A message to an adviser. `nettsted` is for machines: people neither see nor reach it."""

    name = TextField(label=_("Navnet ditt"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = TextField(
        label=_("E-post"),
        max_length=254,
        required=False,
        help_text=_("Skriv e-post eller telefon, det du vil ha svar på."),
        widget=forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
    )
    phone = TextField(
        label=_("Telefon"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    municipality = PlaceField(label=_("Kommunen du bor i"), max_length=80, required=False)
    text = NoteField(
        label=_("Hva gjelder det?"),
        max_length=TEXT_LIMIT,
        help_text=_("Skriv kort. Ikke ta med diagnoser eller fødselsnummer."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    consent = forms.BooleanField()
    nettsted = forms.CharField(required=False, max_length=2000)
    word = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)

    def __init__(self, *args: Any, consent_label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent"].label = consent_label
        self.fields["consent"].error_messages["required"] = _(
            "Kryss av hvis du vil at vi skal lagre meldingen. Uten det kan vi ikke sende den."
        )

    @property
    def shown(self) -> list[forms.BoundField]:
        """The fields that people fill in, in their order."""
        return [self[name] for name in ("name", "email", "phone", "municipality", "text", "consent")]

    def letter(self, language: str) -> Letter:
        """What was written; the form is valid."""
        given = self.cleaned_data
        return Letter(
            name=given["name"],
            email=given["email"],
            phone=given["phone"],
            municipality_number=given["municipality"].number if given["municipality"] else "",
            text=given["text"],
            language=language,
        )
