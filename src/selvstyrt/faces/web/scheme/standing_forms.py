"""Forms of what a scheme stands on: opening it, its supplier, how its hours count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from selvstyrt.apps.people.queries import OrganisationName
from selvstyrt.apps.schemes.services import LeaderInput, MunicipalityInput, SupplierInput
from selvstyrt.faces.web.forms import FILL_IN, DayField, HoursField, PlainForm, TextField
from selvstyrt.faces.web.scheme.team_forms import LANGUAGES
from selvstyrt.faces.web.scheme.words import CARRY_OVERS, OVERSPENDS

NEW = "new"
MAIL = forms.EmailInput(attrs={"autocomplete": "off"})
OPENING_PLACES = {
    "email_malformed": "email",
    "login_without_person": "email",
    "case_reference_taken": "reference",
    "municipality_number_malformed": "municipality_number",
    "organisation_known": "municipality_name",
    "not_your_supplier": "supplier",
}
SUPPLIER_PLACES = {
    "email_malformed": "coordinator_email",
    "login_without_person": "coordinator_email",
    "organisation_number_malformed": "organisation_number",
    "organisation_known": "supplier_name",
    "supplier_not_newest": "first_day",
    "supplier_same": "supplier",
}
POLICY_PLACES = {
    "passive_share_out_of_range": "passive_minutes",
    "carry_over_cap_missing": "carry_over_cap",
    "hours_policy_same_day": "first_day",
}


class _ChoosingForm(PlainForm):
    """A form with choices among organisations that are registered, and fields for one that is not."""

    def offer(self, name: str, known: Sequence[OrganisationName], *, other: Any = None) -> None:
        """Put the organisations into a choice; with `other` also none of them, as the first when there are none."""
        choices: list[tuple[str, Any]] = [(str(each.uid), each.name) for each in known]
        if other is not None:
            choices.append((NEW, other))
        field = self.fields[name]
        field.choices = choices  # type: ignore[attr-defined]
        field.initial = choices[0][0]

    def demand(self, choice: str, *names: str) -> None:
        """Ask for the fields of an organisation that is not in the list."""
        if self.cleaned_data.get(choice) != NEW:
            return
        for name in names:
            if name not in self.errors and not self.cleaned_data.get(name):
                self.add_error(name, FILL_IN)

    def chosen(self, name: str) -> UUID | None:
        """The organisation that was chosen; None for one that is new."""
        value = self.cleaned_data[name]
        return None if value == NEW else UUID(value)


class OpeningForm(_ChoosingForm):
    """A new scheme: who leads it, whose decision it is, where the case is, and from when."""

    name = TextField(
        label=_("Navn på ordningen"),
        max_length=100,
        help_text=_("Et kodenavn som står i lister, for eksempel «Solbakken»."),
    )
    leader_name = TextField(label=_("Arbeidslederens navn"), widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = TextField(
        label=_("Arbeidslederens e-post"),
        max_length=254,
        help_text=_("Invitasjonen til å logge inn sendes hit."),
        widget=MAIL,
    )
    phone = TextField(label=_("Telefon"), max_length=30, required=False)
    language = forms.ChoiceField(label=_("Språk"), choices=LANGUAGES, initial="nb", widget=forms.RadioSelect)
    owner_name = TextField(
        label=_("Navnet på den som har vedtaket"),
        required=False,
        help_text=_("La stå tomt når arbeidslederen har vedtaket selv."),
    )
    municipality = forms.ChoiceField(label=_("Kommune"))
    municipality_name = TextField(
        label=_("Navn på kommunen"), required=False, help_text=_("Bare når kommunen ikke står i listen.")
    )
    municipality_number = TextField(
        label=_("Kommunenummer"), max_length=30, required=False, help_text=_("Fire siffer.")
    )
    reference = TextField(label=_("Saksnummer"), max_length=60, help_text=_("Slik det står i brevet fra kommunen."))
    supplier = forms.ChoiceField(label=_("Leverandør"))
    started_on = DayField(
        label=_("Ordningen starter"), help_text=_("dd.mm.åååå. Arbeidslederen kan forberede seg fra i dag.")
    )

    def __init__(
        self,
        *args: Any,
        municipalities: Sequence[OrganisationName],
        suppliers: Sequence[OrganisationName],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("municipality", municipalities, other=_("En annen kommune"))
        self.offer("supplier", suppliers)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.demand("municipality", "municipality_name")
        return cleaned

    def act(self) -> dict[str, Any]:
        """What the service wants."""
        data = self.cleaned_data
        return {
            "name": data["name"],
            "leader": LeaderInput(data["leader_name"], data["email"], data["phone"], data["language"]),
            "owner_name": data["owner_name"],
            "municipality": MunicipalityInput(
                self.chosen("municipality"), data["municipality_name"], data["municipality_number"]
            ),
            "reference": data["reference"],
            "supplier_uid": self.chosen("supplier"),
            "started_on": data["started_on"],
        }


class SupplierForm(_ChoosingForm):
    """Another supplier from a day; one that is new comes with its coordinator."""

    supplier = forms.ChoiceField(label=_("Ny leverandør"))
    supplier_name = TextField(
        label=_("Navn på leverandøren"), required=False, help_text=_("Bare når leverandøren ikke står i listen.")
    )
    organisation_number = TextField(
        label=_("Organisasjonsnummer"), max_length=30, required=False, help_text=_("Ni siffer.")
    )
    coordinator_name = TextField(label=_("Koordinatorens navn"), required=False)
    coordinator_email = TextField(
        label=_("Koordinatorens e-post"),
        max_length=254,
        required=False,
        help_text=_("Invitasjonen til å logge inn sendes hit."),
        widget=MAIL,
    )
    first_day = DayField(label=_("Fra og med"), help_text=_("dd.mm.åååå"))

    def __init__(self, *args: Any, suppliers: Sequence[OrganisationName], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("supplier", suppliers, other=_("En annen leverandør"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.demand("supplier", "supplier_name", "coordinator_name", "coordinator_email")
        return cleaned

    def supplier_input(self) -> SupplierInput:
        """The supplier as the service wants it."""
        data = self.cleaned_data
        return SupplierInput(
            self.chosen("supplier"),
            data["supplier_name"],
            data["organisation_number"],
            data["coordinator_name"],
            data["coordinator_email"],
        )


class PolicyForm(PlainForm):
    """How hours count from a day, as the municipality and the contract say."""

    first_day = DayField(
        label=_("Fra og med"), help_text=_("dd.mm.åååå. Timer som er godkjent før, telles ikke på nytt.")
    )
    passive_minutes = forms.IntegerField(
        label=_("Minutter som trekkes for en time hvilende tid"),
        min_value=0,
        max_value=60,
        initial=60,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("60 er hele timen, 20 er en tredel."),
        error_messages={
            "invalid": _("Skriv et helt tall fra 0 til 60."),
            "min_value": _("Skriv et helt tall fra 0 til 60."),
            "max_value": _("Skriv et helt tall fra 0 til 60."),
        },
    )
    training = forms.BooleanField(label=_("Opplæring av assistenter trekkes av timene"), required=False, initial=True)
    meeting = forms.BooleanField(label=_("Personalmøter trekkes av timene"), required=False, initial=True)
    overspend = forms.ChoiceField(
        label=_("Når planen tar flere timer enn vedtaket gir"),
        choices=[*OVERSPENDS.items()],
        initial="warn",
        widget=forms.RadioSelect,
    )
    carry_over = forms.ChoiceField(
        label=_("Ubrukte timer ved nyttår"),
        choices=[*CARRY_OVERS.items()],
        initial="none",
        widget=forms.RadioSelect,
    )
    carry_over_cap = HoursField(label=_("Timer som kan overføres, høyst"), required=False)
    source = TextField(
        label=_("Hvor står det?"), help_text=_("For eksempel «kommunens retningslinjer for BPA, punkt 4».")
    )

    def policy(self) -> dict[str, Any]:
        """The policy as the service wants it."""
        data = self.cleaned_data
        capped = data["carry_over"] == "cap"
        return {
            "first_day": data["first_day"],
            "carry_over": data["carry_over"],
            "carry_over_cap_minutes": (data["carry_over_cap"] or 0) if capped else 0,
            "overspend": data["overspend"],
            "passive_minutes_per_hour": data["passive_minutes"],
            "training_from_frame": data["training"],
            "meeting_from_frame": data["meeting"],
            "source": data["source"],
        }
