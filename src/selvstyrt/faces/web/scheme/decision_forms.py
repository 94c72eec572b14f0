"""The form of a decision: hours a week per service, and perhaps a temporary increase."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from selvstyrt.apps.decisions.queries import DecisionView
from selvstyrt.apps.decisions.services import LineInput
from selvstyrt.core.base import WrongInput
from selvstyrt.faces.web.forms import DayField, HoursField, NoteField, PlainForm
from selvstyrt.faces.web.scheme.words import SERVICES

PLACES = {
    "decision_ends_before_start": "last_day",
    "decision_same_first_day": "first_day",
    "decision_has_no_lines": "practical",
    "line_ends_before_start": "extra_last_day",
    "line_outside_decision": "extra_first_day",
    "line_hours_not_positive": "extra_minutes",
}


class DecisionForm(PlainForm):
    """What stands in the municipality's letter."""

    issued_on = DayField(label=_("Dato på vedtaket"), help_text=_("dd.mm.åååå"))
    first_day = DayField(label=_("Gjelder fra"), help_text=_("Vedtaket før dette stopper dagen før."))
    last_day = DayField(
        label=_("Gjelder til og med"), required=False, help_text=_("La stå tomt hvis vedtaket ikke har sluttdato.")
    )
    practical = HoursField(label=_("Praktisk bistand, timer i uken"), required=False, help_text=_("For eksempel 37,5"))
    training = HoursField(label=_("Opplæring i dagliglivet, timer i uken"), required=False)
    support_contact = HoursField(label=_("Støttekontakt, timer i uken"), required=False)
    respite = HoursField(label=_("Avlastning, timer i uken"), required=False)
    extra_service = forms.ChoiceField(
        label=_("Tjeneste i et midlertidig tillegg"),
        choices=[("", _("Ikke noe tillegg")), *SERVICES.items()],
        required=False,
    )
    extra_minutes = HoursField(label=_("Tillegg, timer i uken"), required=False)
    extra_first_day = DayField(label=_("Tillegget gjelder fra"), required=False)
    extra_last_day = DayField(label=_("Tillegget gjelder til og med"), required=False)
    note = NoteField(label=_("Merknad"), required=False, max_length=5000)

    def lines(self) -> list[LineInput]:
        """The lines that have hours."""
        found = [
            LineInput(service, self.cleaned_data[service])
            for service in SERVICES
            if self.cleaned_data.get(service) is not None
        ]
        extra = self.cleaned_data.get("extra_service")
        if extra:
            found.append(
                LineInput(
                    extra,
                    self.cleaned_data["extra_minutes"],
                    self.cleaned_data["extra_first_day"],
                    self.cleaned_data["extra_last_day"],
                )
            )
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        missing = [name for name in ("extra_minutes", "extra_first_day", "extra_last_day") if cleaned.get(name) is None]
        if cleaned.get("extra_service"):
            for name in missing:
                if name not in self.errors:
                    self.add_error(name, _("Et tillegg må ha timer, første dag og siste dag."))
        elif len(missing) < 3:
            self.add_error("extra_service", _("Velg hvilken tjeneste tillegget gjelder."))
        for name in SERVICES:
            if cleaned.get(name) == 0:
                self.refuse(WrongInput("line_hours_not_positive", "No hours."), {"line_hours_not_positive": name})
        return cleaned


def as_typed(decision: DecisionView) -> dict[str, Any]:
    """A decision as the form holds it, to correct it."""
    initial: dict[str, Any] = {
        "issued_on": decision.issued_on,
        "first_day": decision.first_day,
        "last_day": decision.last_day,
        "note": decision.note,
    }
    for line in decision.lines:
        if line.first_day is None and line.last_day is None:
            initial[line.service] = line.weekly_minutes
        else:
            initial |= {
                "extra_service": line.service,
                "extra_minutes": line.weekly_minutes,
                "extra_first_day": line.first_day,
                "extra_last_day": line.last_day,
            }
    return initial
