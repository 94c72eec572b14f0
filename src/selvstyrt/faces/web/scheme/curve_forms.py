"""Forms of needs as curves: a line of the day, and the rules for the shifts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from selvstyrt.apps.plans.curves import LineInput
from selvstyrt.core.needs.problem import LONGEST_DAY
from selvstyrt.faces.web.forms import ClockField, HoursField, PlainForm, TextField
from selvstyrt.faces.web.scheme.need_forms import SEATS, NeedFields
from selvstyrt.faces.web.scheme.words import PRIORITIES, WEEKDAYS

PLACES = {
    "need_without_weekday": "weekdays",
    "need_seats_out_of_range": "assistants",
    "need_priority_unknown": "priority",
    "rest_overlaps": "starts_at",
    "curve_line_twice": "name",
    "skill_unknown": "skills",
}
DUTIES = [("active", _("Våken")), ("resting", _("Hvilende natt"))]
STEPS = [("60", _("Hele timer")), ("30", _("Hel eller halv time")), ("15", _("Hvert kvarter"))]
HANDOVERS = [("", _("Så mange som trengs")), *((str(n), str(n)) for n in range(6))]
OVERLAPS = [("0", _("Ingen")), ("15", _("15 minutter")), ("30", _("30 minutter"))]


class CurveLineForm(NeedFields):
    """When somebody is needed."""

    name = TextField(label=_("Hva"), max_length=80, help_text=_("For eksempel «Opp om morgenen»."))
    weekdays = forms.MultipleChoiceField(
        label=_("Ukedager"), choices=list(WEEKDAYS.items()), widget=forms.CheckboxSelectMultiple
    )
    starts_at = ClockField(label=_("Fra klokken"), begins=True, help_text=_("Hele kvarter, for eksempel 07:15"))
    ends_at = ClockField(label=_("Til klokken"), help_text=_("Før eller lik starten betyr neste dag."))
    assistants = forms.ChoiceField(label=_("Hvor mange assistenter samtidig"), choices=SEATS)
    duty = forms.ChoiceField(label=_("Våken eller hvilende"), choices=DUTIES)
    priority = forms.ChoiceField(label=_("Hvor viktig er det at vakten er dekket?"), choices=list(PRIORITIES.items()))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["weekdays"].error_messages["required"] = _("Velg minst én ukedag.")

    def line(self) -> LineInput:
        """As the service wants it."""
        data = self.cleaned_data
        return LineInput(
            name=data["name"],
            weekdays=frozenset(int(day) for day in data["weekdays"]),
            starts_at=data["starts_at"],
            ends_at=data["ends_at"],
            assistants=int(data["assistants"]),
            is_resting=data["duty"] == "resting",
            priority=int(data["priority"]),
            skills=tuple(data.get("skills", ())),
        )


class ShiftRulesForm(PlainForm):
    """How the shifts shall be."""

    shortest = HoursField(label=_("Korteste vakt, timer"), most=LONGEST_DAY)
    longest = HoursField(label=_("Lengste vakt, timer"), most=LONGEST_DAY)
    longest_with_rest = HoursField(label=_("Lengste vakt med hvilende natt, timer"), most=LONGEST_DAY)
    start_step = forms.ChoiceField(label=_("Avløsning på"), choices=STEPS)
    handovers = forms.ChoiceField(label=_("Avløsninger om dagen, høyst"), choices=HANDOVERS, required=False)
    overlap = forms.ChoiceField(label=_("Overlapp når én avløser en annen"), choices=OVERLAPS)

    def rules(self) -> dict[str, Any]:
        """As a needs file has them."""
        data = self.cleaned_data
        return {
            "shortest_min": data["shortest"],
            "longest_min": data["longest"],
            "longest_with_rest_min": data["longest_with_rest"],
            "start_step_min": int(data["start_step"]),
            "handovers_per_day": int(data["handovers"]) if data["handovers"] else None,
            "overlap_min": int(data["overlap"]),
        }
