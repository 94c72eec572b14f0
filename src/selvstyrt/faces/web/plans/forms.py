"""Forms about plans: their shape; whether it may be done is for the services."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from selvstyrt.core.base import Span, WrongInput, local_instant
from selvstyrt.core.roster import Preset
from selvstyrt.faces.texts.shifts import SHIFT_TYPES, capital
from selvstyrt.faces.web.forms import ClockField, DayField, HoursField, PlainForm, TextField, which_field
from selvstyrt.faces.web.plans.weighing import preset_choices

FOLDS = {"first": 0, "second": 1}
SECONDS = {10: _("10 sekunder"), 30: _("30 sekunder"), 120: _("2 minutter"), 600: _("10 minutter")}
"""How long the machine may search."""


class PresetForm(PlainForm):
    """What a new roster shall weigh most."""

    preset = forms.ChoiceField(
        label=_("Hva skal veie mest?"),
        choices=preset_choices,
        widget=forms.RadioSelect,
        initial=Preset.BALANCED.value,
        required=False,
    )

    def clean_preset(self) -> Preset:
        """Balanced, unless another is chosen."""
        return Preset(self.cleaned_data["preset"] or Preset.BALANCED)


class PeriodForm(PresetForm):
    """The days of a new roster, and how long the machine may search."""

    first_day = DayField(label=_("Første dag"), help_text=_("dd.mm.åååå"))
    last_day = DayField(label=_("Siste dag"), help_text=_("Til og med. Åtte uker er vanlig."))
    seconds = forms.TypedChoiceField(
        label=_("Hvor lenge skal maskinen lete?"),
        choices=list(SECONDS.items()),
        coerce=int,
        initial=30,
        required=False,
    )

    field_order = ("first_day", "last_day", "preset", "seconds")

    def clean_seconds(self) -> int:
        """Half a minute, unless another time is chosen."""
        return self.cleaned_data["seconds"] or 30


class ShiftTimesForm(PlainForm):
    """When a shift is; an end before the start is on the next day, an end at the start only if it is said to be.

    `present` is when the shift is now: one that lasts a day and night already may be moved as it is.
    """

    day = DayField(label=_("Dag"), help_text=_("dd.mm.åååå"))
    starts_at = ClockField(label=_("Fra klokken"), begins=True, help_text=_("For eksempel 07:00."))
    ends_at = ClockField(label=_("Til klokken"), help_text=_("Er slutten før starten, regnes den til dagen etter."))

    def __init__(self, *args: Any, present: Span | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.present = present
        if "whole_day" in self.data:
            self._ask_whole_day()

    def _ask_whole_day(self) -> None:
        names = list(self.fields)
        after_times = names.index("ends_at") + 1
        self.fields["whole_day"] = forms.BooleanField(label=_("Ja, vakten varer et helt døgn"), required=False)
        self.order_fields([*names[:after_times], "whole_day", *names[after_times:]])

    def _may_last_a_day(self) -> bool:
        """True when an end at the start is meant: ticked, or so already."""
        now = self.present
        lasts_a_day = now is not None and now.local_start().time() == now.local_end().time()
        return lasts_a_day or bool(self.cleaned_data.get("whole_day"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        if cleaned["starts_at"] == cleaned["ends_at"] and not self._may_last_a_day():
            self._ask_whole_day()
            self.add_error("ends_at", _("Vakten slutter når den starter. Endre en av tidene, eller kryss av for døgn."))
            return cleaned
        start = datetime.combine(cleaned["day"], cleaned["starts_at"])
        end = datetime.combine(cleaned["day"], cleaned["ends_at"])
        end += timedelta(days=cleaned["ends_at"] <= cleaned["starts_at"])
        try:
            fold = FOLDS.get(self.data.get(self.add_prefix("which"), ""))
            cleaned["span"] = Span(local_instant(start, fold=fold), local_instant(end, fold=fold))
        except WrongInput as error:
            if error.code == "time_exists_twice":
                self.fields["which"] = which_field()
            self.refuse(error, {"end_not_after_start": "ends_at", "time_exists_twice": "which"})
        return cleaned


class NewShiftForm(ShiftTimesForm):
    """A shift beside the needs."""

    name = TextField(label=_("Hva gjelder det?"), max_length=80, help_text=_("For eksempel konsert eller legebesøk."))
    type = forms.ChoiceField(label=_("Vakttype"))
    passive = HoursField(
        label=_("Hviletid i vakten, timer"), required=False, help_text=_("Bare for hvilende nattevakt.")
    )
    person = forms.ChoiceField(label=_("Hvem skal ha vakten?"), required=False)
    field_order = ("name", "type", "day", "starts_at", "ends_at", "passive", "person")

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type"].choices = [(code, capital(str(text))) for code, text in SHIFT_TYPES.items()]  # type: ignore[attr-defined]
        self.fields["person"].choices = [("", _("Ingen ennå: ledig vakt")), *people]  # type: ignore[attr-defined]
