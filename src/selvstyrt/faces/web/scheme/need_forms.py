"""Forms of needs: a weekly need, and single dates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from selvstyrt.apps.plans.needs import DateInput, PatternInput
from selvstyrt.apps.plans.unfolding import Pattern
from selvstyrt.faces.texts.shifts import SHIFT_TYPE_CHOICES
from selvstyrt.faces.web.forms import ClockField, DayField, HoursField, PlainForm, TextField, which_field
from selvstyrt.faces.web.scheme.words import PRIORITIES, WEEKDAYS

PLACES = {
    "need_without_weekday": "weekdays",
    "need_ends_before_start": "last_day",
    "need_dates_too_many": "last_day",
    "need_type_unknown": "type",
    "passive_longer_than_shift": "passive_minutes",
    "break_longer_than_shift": "break_minutes",
    "added_need_without_times": "starts_at",
    "skill_unknown": "skills",
    "clock_choice_unknown": "which",
}
SEATS = [(str(number), str(number)) for number in range(1, 5)]
WEEKS = [
    ("1", _("Hver uke")),
    ("2", _("Annenhver uke")),
    ("3", _("Hver tredje uke")),
    ("4", _("Hver fjerde uke")),
    ("6", _("Hver sjette uke")),
    ("8", _("Hver åttende uke")),
]


class NeedFields(PlainForm):
    def __init__(self, *args: Any, skills: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if skills:
            self.fields["skills"] = forms.MultipleChoiceField(
                label=_("Assistenten må kunne"),
                required=False,
                widget=forms.CheckboxSelectMultiple,
                choices=[(name, name) for name in skills],
            )


class PatternForm(NeedFields):
    """A need that comes back every week."""

    name = TextField(label=_("Navn på vakten"), max_length=80, help_text=_("For eksempel «Morgen»."))
    type = forms.ChoiceField(label=_("Vakttype"), choices=SHIFT_TYPE_CHOICES)
    weekdays = forms.MultipleChoiceField(
        label=_("Ukedager"), choices=list(WEEKDAYS.items()), widget=forms.CheckboxSelectMultiple
    )
    starts_at = ClockField(label=_("Fra klokken"), begins=True, help_text=_("For eksempel 07:00"))
    ends_at = ClockField(label=_("Til klokken"), help_text=_("Før eller lik starten betyr neste dag."))
    assistants = forms.ChoiceField(label=_("Hvor mange assistenter samtidig"), choices=SEATS)
    passive_minutes = HoursField(
        label=_("Hviletid i vakten, timer"),
        required=False,
        help_text=_("Bare for hvilende nattevakt. Ofte hele vakten."),
    )
    break_minutes = HoursField(label=_("Pause, timer"), required=False, help_text=_("For eksempel 0,5"))
    priority = forms.ChoiceField(label=_("Hvor viktig er det at vakten er dekket?"), choices=list(PRIORITIES.items()))
    every_weeks = forms.ChoiceField(label=_("Hvor ofte"), choices=WEEKS)
    first_day = DayField(label=_("Gjelder fra"), help_text=_("dd.mm.åååå"))
    last_day = DayField(label=_("Gjelder til og med"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["weekdays"].error_messages["required"] = _("Velg minst én ukedag.")

    def pattern(self) -> PatternInput:
        """As the service wants it."""
        data = self.cleaned_data
        return PatternInput(
            name=data["name"],
            type=data["type"],
            weekdays=frozenset(int(day) for day in data["weekdays"]),
            starts_at=data["starts_at"],
            ends_at=data["ends_at"],
            first_day=data["first_day"],
            last_day=data["last_day"],
            assistants=int(data["assistants"]),
            passive_minutes=data["passive_minutes"] or 0,
            break_minutes=data["break_minutes"] or 0,
            priority=int(data["priority"]),
            every_weeks=int(data["every_weeks"]),
            skills=tuple(data.get("skills", ())),
        )

    def as_unfolded(self, identity: str) -> Pattern:
        """As the preview wants it, before anything is saved."""
        typed = self.pattern()
        return Pattern(
            id=identity,
            name=typed.name,
            type=typed.type,
            weekdays=typed.weekdays,
            starts_at=typed.starts_at,
            ends_at=typed.ends_at,
            first_day=typed.first_day,
            last_day=typed.last_day,
            assistants=typed.assistants,
            passive_minutes=typed.passive_minutes,
            break_minutes=typed.break_minutes,
            priority=typed.priority,
            every_weeks=typed.every_weeks,
            skills=typed.skills,
        )


def as_typed(pattern: Pattern) -> dict[str, Any]:
    """A weekly need as the form holds it."""
    return {
        "name": pattern.name,
        "type": pattern.type,
        "weekdays": [str(day) for day in sorted(pattern.weekdays)],
        "starts_at": pattern.starts_at,
        "ends_at": pattern.ends_at,
        "assistants": str(pattern.assistants),
        "passive_minutes": pattern.passive_minutes or None,
        "break_minutes": pattern.break_minutes or None,
        "priority": str(pattern.priority),
        "every_weeks": str(pattern.every_weeks),
        "first_day": pattern.first_day,
        "last_day": pattern.last_day,
        "skills": list(pattern.skills),
    }


class NeedDateForm(NeedFields):
    """Days that differ: nothing is needed, or something else, or something more."""

    change = forms.ChoiceField(
        label=_("Hva er annerledes?"),
        choices=[
            ("cancel", _("Vakten trengs ikke disse dagene")),
            ("instead", _("Vakten har andre tider disse dagene")),
            ("add", _("Det trengs en vakt i tillegg disse dagene")),
        ],
        widget=forms.RadioSelect,
        initial="cancel",
    )
    pattern = forms.ChoiceField(label=_("Hvilken vakt"), required=False)
    name = TextField(label=_("Hvorfor"), max_length=80, help_text=_("For eksempel «Tur til hytta» eller «Julaften»."))
    first_day = DayField(label=_("Første dag"), help_text=_("dd.mm.åååå"))
    last_day = DayField(label=_("Siste dag"), required=False, help_text=_("La stå tomt hvis det bare er én dag."))
    type = forms.ChoiceField(
        label=_("Vakttype"),
        choices=[("", _("Som den faste vakten")), *SHIFT_TYPE_CHOICES],
        required=False,
        help_text=_("Bare når vakten endres eller kommer i tillegg."),
    )
    starts_at = ClockField(label=_("Fra klokken"), begins=True, required=False)
    ends_at = ClockField(label=_("Til klokken"), required=False)
    assistants = forms.ChoiceField(label=_("Hvor mange assistenter samtidig"), choices=SEATS)
    passive_minutes = HoursField(label=_("Hviletid i vakten, timer"), required=False)

    def __init__(self, *args: Any, patterns: Sequence[Pattern] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.patterns = {pattern.id: pattern for pattern in patterns}
        choices = [("", _("Alle vaktene")), *((pattern.id, pattern.name) for pattern in patterns)]
        self.fields["pattern"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        change = cleaned.get("change")
        if change == "instead" and not cleaned.get("pattern"):
            self.add_error("pattern", _("Velg hvilken vakt som har andre tider."))
        if change in {"instead", "add"}:
            for name in ("starts_at", "ends_at"):
                if cleaned.get(name) is None and name not in self.errors:
                    self.add_error(name, _("Skriv når vakten starter og slutter."))
        if change == "add" and not cleaned.get("type"):
            self.add_error("type", _("Velg hva slags vakt det er."))
        return cleaned

    def dates(self) -> DateInput:
        """As the service wants it."""
        data = self.cleaned_data
        adds = data["change"] != "cancel"
        base = self.patterns.get(data["pattern"]) if data["change"] != "add" else None
        kind = data["type"] or (base.type if base else "")
        chosen_skills = tuple(data.get("skills", ()))
        return DateInput(
            name=data["name"],
            adds=adds,
            first_day=data["first_day"],
            last_day=data["last_day"] or data["first_day"],
            pattern=UUID(base.id) if base else None,
            type=kind if adds else "",
            starts_at=data["starts_at"] if adds else None,
            ends_at=data["ends_at"] if adds else None,
            assistants=int(data["assistants"]),
            passive_minutes=(data["passive_minutes"] or 0) if adds else 0,
            priority=base.priority if base else 2,
            skills=chosen_skills or (base.skills if base and adds else ()),
            which=self.data.get(self.add_prefix("which"), "") if adds else "",
        )

    def ask_which(self) -> None:
        """Ask first or second: a time of these days exists twice."""
        self.fields["which"] = which_field()
