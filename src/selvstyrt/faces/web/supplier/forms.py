"""Forms of a supplier's own pages: the profile, and the list of municipalities."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from selvstyrt.apps.directory.coverage import MOST_CHARACTERS
from selvstyrt.apps.directory.offers import Service, Speech, Term
from selvstyrt.apps.directory.profiles import ABOUT_LIMIT, ProfileDraft
from selvstyrt.faces.web.forms import NoteField, PlainForm, TextField
from selvstyrt.faces.web.open.suppliers.words import LANGUAGES, SERVICES, TERMS


class ProfileForm(PlainForm):
    """What the supplier says of itself."""

    about = NoteField(
        label=_("Om dere"),
        required=False,
        max_length=ABOUT_LIMIT,
        help_text=_("Noen få setninger. Ikke navn på rådgivere. Det er plass til 800 tegn."),
    )
    about_language = forms.ChoiceField(
        label=_("Språket i teksten"), choices=[("nb", "bokmål"), ("nn", "nynorsk"), ("en", "English")], required=False
    )
    website = TextField(
        label=_("Nettside"),
        required=False,
        max_length=300,
        help_text=_("Begynn med https://"),
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false", "autocomplete": "url"}),
    )
    services = forms.TypedMultipleChoiceField(
        label=_("Dette hjelper dere med"),
        choices=[(each.value, text) for each, text in SERVICES.items()],
        coerce=Service,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "ds-input"}),
    )
    terms = forms.TypedMultipleChoiceField(
        label=_("Som arbeidsgiver for assistentene har dere"),
        choices=[(each.value, text) for each, text in TERMS.items()],
        coerce=Term,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "ds-input"}),
    )
    languages = forms.TypedMultipleChoiceField(
        label=_("Språk dere snakker"),
        choices=[(each.value, text) for each, text in LANGUAGES.items()],
        coerce=Speech,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "ds-input"}),
    )
    contact_email = TextField(
        label=_("E-post til rådgiveren"),
        required=False,
        max_length=254,
        help_text=_("Vises ikke. Varsel om meldinger går hit. Uten adresse er det ikke noe kontaktskjema."),
        widget=forms.TextInput(attrs={"inputmode": "email", "spellcheck": "false", "autocomplete": "off"}),
    )
    mails_whole_message = forms.BooleanField(
        label=_("Send hele meldingen i e-posten"),
        required=False,
        help_text=_("Ellers står det bare at en melding venter. E-post er ikke trygt for opplysninger om helse."),
    )
    is_published = forms.BooleanField(label=_("Vis profilen for alle"), required=False)

    @classmethod
    def of(cls, draft: ProfileDraft | None) -> ProfileForm:
        """The form with what is stored."""
        if draft is None:
            return cls(initial={"about_language": "nb"})
        names = ("about", "about_language", "website", "contact_email", "mails_whole_message", "is_published")
        initial: dict[str, Any] = {name: getattr(draft, name) for name in names}
        for name in ("services", "terms", "languages"):
            initial[name] = [each.value for each in getattr(draft, name)]
        return cls(initial=initial)

    def draft(self) -> ProfileDraft:
        """What was written; the form is valid."""
        given = self.cleaned_data
        return ProfileDraft(
            about=given["about"].replace("\r\n", "\n"),
            about_language=given["about_language"] or "nb",
            website=given["website"],
            contact_email=given["contact_email"],
            mails_whole_message=given["mails_whole_message"],
            services=frozenset(given["services"]),
            terms=frozenset(given["terms"]),
            languages=frozenset(given["languages"]),
            is_published=given["is_published"],
        )


class CoverageForm(PlainForm):
    """The list of municipalities, as a file or as text."""

    file = forms.FileField(label=_("CSV-fil"), required=False, allow_empty_file=True)
    text = TextField(
        label=_("Eller lim inn listen"),
        required=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("file"):
            if cleaned["file"].size > MOST_CHARACTERS:
                self.add_error("file", _("Filen er for stor. Det er plass til 2 000 linjer."))
                return cleaned
            try:
                cleaned["text"] = cleaned["file"].read().decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", _("Filen er ikke en tekstfil. Lagre listen som CSV med UTF-8."))
        elif not cleaned.get("text") and not self.errors:
            self.add_error("file", _("Velg en fil, eller lim inn listen."))
        return cleaned
