"""Forms of the team: terms, hiring, ending, agreements, roles, skills, absences and wishes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from selvstyrt.apps.schemes.queries import AssistantView
from selvstyrt.apps.schemes.services import AgreementInput, TermsInput
from selvstyrt.faces.web.forms import ClockField, DayField, HoursField, PlainForm, ShareField, SpanForm, TextField
from selvstyrt.faces.web.scheme.words import ABSENCE_KINDS, AGREEMENTS, ROLES, WEEKDAYS, WISHES

LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
TERMS_PLACES = {
    "contract_hours_out_of_range": "weekly_minutes",
    "contract_hours_cannot_be_met": "weekly_minutes",
    "contract_hours_over_limit": "weekly_minutes",
    "contract_min_above_max": "min_weekly_minutes",
    "full_time_not_positive": "full_time_minutes",
    "skill_unknown": "skills",
    "assignment_ends_before_start": "last_day",
    "assistant_already_in_team": "email",
    "email_malformed": "email",
    "login_without_person": "email",
}


class TermsForm(PlainForm):
    """Hours, bounds, seniority and skills; hours or per cent of a full week, whichever one knows."""

    share = ShareField(label=_("Stillingsprosent"), required=False, help_text=_("For eksempel 50. Eller skriv timer."))
    weekly_minutes = HoursField(
        label=_("Avtalte timer i uken"),
        required=False,
        help_text=_("I gjennomsnitt. Trengs ikke når du skriver prosent."),
    )
    full_time_minutes = HoursField(label=_("Full uke, timer"), initial=2130, help_text=_("35,5 etter tariffavtalen."))
    min_weekly_minutes = HoursField(label=_("Færrest timer i en uke"), required=False)
    max_weekly_minutes = HoursField(
        label=_("Flest timer i en uke"), required=False, help_text=_("La stå tomt for full uke.")
    )
    seniority_from = DayField(label=_("Ansiennitet fra"), required=False, help_text=_("dd.mm.åååå"))
    skills = forms.MultipleChoiceField(
        label=_("Kan"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("Det vaktene kan kreve.")
    )

    def __init__(self, *args: Any, skills: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if skills:
            self.fields["skills"].choices = [(name, name) for name in skills]  # type: ignore[attr-defined]
        else:
            del self.fields["skills"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        full, share, minutes = (cleaned.get(name) for name in ("full_time_minutes", "share", "weekly_minutes"))
        if {"full_time_minutes", "share", "weekly_minutes"} & set(self.errors) or full is None:
            return cleaned
        if share is None:
            if minutes is None:
                self.add_error("weekly_minutes", _("Skriv timer i uken eller stillingsprosent."))
            return cleaned
        of_share = (full * share + 500) // 1000
        # On a page that showed both, the one that was changed counts.
        if minutes is None or "weekly_minutes" not in self.changed_data:
            kept = minutes is not None and "share" not in self.changed_data
            cleaned["weekly_minutes"] = minutes if kept else of_share
        elif "share" in self.changed_data and of_share != minutes:
            self.add_error("share", _("Prosenten og timene passer ikke sammen. Fyll ut bare ett av feltene."))
        return cleaned

    def terms(self, before: AssistantView | None = None) -> TermsInput:
        """The terms as the service wants them; what the form does not ask about stays as before."""
        data = self.cleaned_data
        full = data["full_time_minutes"]
        most = data["max_weekly_minutes"]
        return TermsInput(
            weekly_minutes=data["weekly_minutes"],
            min_weekly_minutes=data["min_weekly_minutes"] or 0,
            max_weekly_minutes=full if most is None else most,
            full_time_minutes=full,
            weekly_limit_minutes=before.weekly_limit_minutes if before else full,
            tariff=before.tariff if before else "tariff_virke",
            tariff_bound=before.tariff_bound if before else True,
            seniority_from=data["seniority_from"],
            skills=tuple(data.get("skills", ())),
        )


class HireForm(TermsForm):
    """Who, from when, on which terms."""

    field_order = ("name", "email", "phone", "language", "first_day", "last_day")

    name = TextField(label=_("Navn"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = TextField(
        label=_("E-post"),
        max_length=254,
        help_text=_("Invitasjonen til å logge inn sendes hit."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    phone = TextField(
        label=_("Telefon"), max_length=30, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    language = forms.ChoiceField(label=_("Språk i meldinger"), choices=LANGUAGES, initial="nb")
    first_day = DayField(label=_("Første arbeidsdag"), help_text=_("dd.mm.åååå"))
    last_day = DayField(
        label=_("Siste arbeidsdag"), required=False, help_text=_("Bare når ansettelsen er midlertidig.")
    )


class EndForm(PlainForm):
    """The last day of something."""

    last_day = DayField(label=_("Siste dag"), help_text=_("dd.mm.åååå"))


class RoleForm(PlainForm):
    """A leading role for a person, who is invited when unknown."""

    name = TextField(label=_("Navn"), max_length=200)
    email = TextField(label=_("E-post"), max_length=254, widget=forms.EmailInput())
    role = forms.ChoiceField(
        label=_("Rolle"),
        choices=[(role, ROLES[role]) for role in ("co_leader", "work_leader")],
        widget=forms.RadioSelect,
        initial="co_leader",
    )
    first_day = DayField(label=_("Fra og med"), help_text=_("dd.mm.åååå"))


class SkillForm(PlainForm):
    """A skill that shifts may need."""

    skill = TextField(label=_("Ny ferdighet"), max_length=60, help_text=_("For eksempel «kjører bil»."))


class AgreementForm(PlainForm):
    """A working-time agreement or permission, as it stands on paper."""

    type = forms.ChoiceField(label=_("Avtale"), choices=list(AGREEMENTS.items()))
    signed_on = DayField(label=_("Underskrevet"), help_text=_("dd.mm.åååå"))
    first_day = DayField(label=_("Gjelder fra"))
    last_day = DayField(label=_("Gjelder til og med"), required=False)
    period_weeks = forms.IntegerField(
        label=_("Periode for gjennomsnitt, uker"),
        required=False,
        min_value=1,
        max_value=52,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Skriv antall uker som et helt tall."),
            "min_value": _("Perioden må være mellom 1 og 52 uker."),
            "max_value": _("Perioden må være mellom 1 og 52 uker."),
        },
    )
    min_daily_minutes = HoursField(label=_("Korteste daglige hvile, timer"), required=False)
    min_weekly_minutes = HoursField(label=_("Korteste ukehvile, timer"), required=False)
    max_24h_minutes = HoursField(label=_("Lengste arbeidstid på et døgn, timer"), required=False)
    compensatory_rest = forms.BooleanField(label=_("Avtalen gir kompenserende hvile"), required=False)
    individual_consent = forms.BooleanField(label=_("Assistenten har selv samtykket"), required=False)
    written = forms.BooleanField(label=_("Avtalen er skriftlig"), required=False, initial=True)

    def agreement(self) -> AgreementInput:
        """As the service wants it."""
        return AgreementInput(**self.cleaned_data)


class AbsenceForm(SpanForm):
    """A stretch away; only the person and the employer are asked for the kind."""

    kind = forms.ChoiceField(label=_("Hva slags fravær"), choices=list(ABSENCE_KINDS.items()))
    field_order = ("kind",)

    def __init__(self, *args: Any, with_kind: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_kind:
            del self.fields["kind"]

    @property
    def chosen_kind(self) -> str:
        """The kind, or busy when it was not asked for."""
        return str(self.cleaned_data.get("kind") or "busy")


class WeeklyForm(PlainForm):
    """Hours of the week away."""

    weekday = forms.ChoiceField(label=_("Ukedag"), choices=list(WEEKDAYS.items()))
    starts_at = ClockField(label=_("Fra klokken"), begins=True, help_text=_("For eksempel 07:30"))
    ends_at = ClockField(label=_("Til klokken"))
    first_day = DayField(label=_("Gjelder fra"), help_text=_("dd.mm.åååå"))
    last_day = DayField(label=_("Gjelder til og med"), required=False)


class WishForm(SpanForm):
    """A wish for a stretch."""

    weight = forms.TypedChoiceField(
        label=_("Ønske"), choices=list(WISHES.items()), coerce=int, widget=forms.RadioSelect, initial="-2"
    )
    field_order = ("weight",)
