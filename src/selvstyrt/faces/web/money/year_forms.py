"""Forms of the year plan: weeks that differ, and what is kept in reserve."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from selvstyrt.core.hours.year_plan import MOST_PERCENT
from selvstyrt.faces.web.forms import DayField, HoursField, PlainForm, ShareField, TextField

AWAY, SHARE, HOURS = "away", "share", "hours"


class SpecialWeeksForm(PlainForm):
    """Weeks that need more or less than an ordinary one."""

    name = TextField(label=_("Hva skjer?"), max_length=80, help_text=_("For eksempel ferie, eksamen eller tur."))
    first_day = DayField(label=_("Første dag"), help_text=_("dd.mm.åååå. Hele uken gjelder, fra mandag."))
    last_day = DayField(label=_("Siste dag"), required=False, help_text=_("La stå tomt hvis det er én uke."))
    kind = forms.ChoiceField(
        label=_("Hvor mye trenger du?"),
        choices=[
            (AWAY, _("Ingen timer. Jeg er borte uten assistenter.")),
            (SHARE, _("Mer eller mindre enn en vanlig uke, i prosent.")),
            (HOURS, _("Et bestemt antall timer i uken.")),
        ],
        widget=forms.RadioSelect,
    )
    percent = ShareField(
        label=_("Prosent av en vanlig uke"),
        required=False,
        help_text=_("100 er som vanlig."),
        most=MOST_PERCENT * 10,
    )
    minutes = HoursField(label=_("Timer i uken"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind = cleaned.get("kind")
        if kind == SHARE and "percent" not in self.errors:
            if cleaned.get("percent") is None:
                self.add_error("percent", _("Skriv hvor mange prosent, for eksempel 150."))
            elif cleaned["percent"] % 10:
                self.add_error("percent", _("Skriv hele prosent, uten komma."))
        if kind == HOURS and cleaned.get("minutes") is None and "minutes" not in self.errors:
            self.add_error("minutes", _("Skriv hvor mange timer i uken."))
        return cleaned

    def places(self) -> dict[str, str]:
        """The field of a refusal: the last day only where one was typed."""
        return {"special_week_has_passed": "last_day" if self.cleaned_data["last_day"] else "first_day"}

    def weeks(self) -> dict[str, Any]:
        """As the service takes them."""
        data = self.cleaned_data
        return {
            "first_day": data["first_day"],
            "last_day": data["last_day"] or data["first_day"],
            "name": data["name"],
            "percent": {AWAY: 0, SHARE: (data["percent"] or 0) // 10}.get(data["kind"]),
            "minutes": data["minutes"] if data["kind"] == HOURS else None,
        }


class ReserveForm(PlainForm):
    """Hours kept back for what nobody knows yet."""

    reserve = HoursField(
        label=_("Timer i reserve"), help_text=_("Timer du holder av til det du ikke vet om ennå. Kan være 0.")
    )
