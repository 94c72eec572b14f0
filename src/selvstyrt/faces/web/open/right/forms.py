"""The questions of the check. Each is short, and what was typed is kept whatever was typed."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selvstyrt.core.eligibility import RightTerms
from selvstyrt.faces.web.amounts import duration_text
from selvstyrt.faces.web.forms import HoursField, PlainForm

OLDEST = 120  # nobody asks for who is older; a typing mistake is told
MINUTES_A_WEEK = 7 * 24 * 60
PARTS = ("natt", "to", "avlastning", "helse", "utdanning")
STEADY = {"natt": "natt_fast", "to": "to_fast"}  # hours -> whether the need is there all the time
YES, NO = "ja", "nei"
LONG, SHORT, UNSURE = "lang", "kort", "vet_ikke"

_AGE = re.compile(r"([0-9]{1,3})\s*(?:år|years?)?")
_NUMBER = re.compile(r"[-−]?[0-9]+(?:[.,][0-9]+)?")


class AgeField(forms.Field):
    """An age in whole years, typed as 34 or "34 år"."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 12})

    def to_python(self, value: Any) -> int | None:
        text = " ".join(str(value or "").replace("\u00a0", " ").lower().split())
        if not text:
            return None
        if found := _AGE.fullmatch(text):
            age = int(found[1])
            if age <= OLDEST:
                return age
        if _NUMBER.fullmatch(text) and not text.isdecimal() and not text.startswith(("-", "−")):
            raise forms.ValidationError(_("Skriv hele år, for eksempel 34."))
        if _NUMBER.fullmatch(text):
            raise forms.ValidationError(_("Skriv en alder fra 0 til %(oldest)s år.") % {"oldest": OLDEST})
        raise forms.ValidationError(_("Skriv alderen som et tall, for eksempel 34."))


class WeekField(HoursField):
    """Hours in a week, typed as 34, 37,5 or 7:30; never more than a week has."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "maxlength": 20}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def read(self, text: str) -> int:
        if text.startswith(("-", "−")):
            raise forms.ValidationError(_("Timer kan ikke være mindre enn null. Skriv for eksempel 37,5."))
        minutes = super().read(text)
        if minutes > MINUTES_A_WEEK:
            raise forms.ValidationError(_("En uke har 168 timer. Skriv timer i én uke, for eksempel 37,5."))
        return minutes


def _yes_or_no(**kwargs: Any) -> forms.ChoiceField:
    choices = [(YES, gettext_lazy("Ja")), (NO, gettext_lazy("Nei"))]
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, required=False, **kwargs)


class RightForm(PlainForm):
    """What the right depends on. Names of the fields stand in the address, the same in every language."""

    alder = AgeField(
        label=gettext_lazy("Hvor gammel er den som trenger hjelpen?"),
        help_text=gettext_lazy("Gjelder det avlastning for et barn, skriv din egen alder."),
    )
    for67 = _yes_or_no()
    varighet = forms.ChoiceField(widget=forms.RadioSelect, label=gettext_lazy("Hvor lenge varer behovet, i alt?"))
    timer = WeekField(
        label=gettext_lazy("Hvor mange timer hjelp trengs i en vanlig uke?"),
        help_text=gettext_lazy("Alt i alt: stell, husarbeid, fritid, skole og jobb. Skriv for eksempel 37,5."),
    )
    natt = WeekField(required=False, label=gettext_lazy("Timer om natten"))
    natt_fast = _yes_or_no(label=gettext_lazy("Trengs hjelp om natten hele tiden, ikke bare nå og da?"))
    to = WeekField(required=False, label=gettext_lazy("Timer der det må være to eller flere hjelpere samtidig"))
    to_fast = _yes_or_no(label=gettext_lazy("Trengs flere samtidig hele tiden, ikke bare nå og da?"))
    avlastning = WeekField(required=False, label=gettext_lazy("Timer avlastning for et barn med nedsatt funksjonsevne"))
    barn_alder = AgeField(required=False, label=gettext_lazy("Hvor gammelt er barnet?"))
    barn_hjemme = _yes_or_no(label=gettext_lazy("Bor barnet hjemme hos deg, og har du foreldreansvar?"))
    helse = WeekField(required=False, label=gettext_lazy("Timer helsehjelp, som sykepleie"))
    utdanning = WeekField(required=False, label=gettext_lazy("Timer hjelp i høyere utdanning"))
    leder = forms.ChoiceField(
        label=gettext_lazy("Hvem skal lede assistentene?"),
        choices=[
            ("selv", gettext_lazy("Den som trenger hjelpen")),
            ("sammen", gettext_lazy("Den som trenger hjelpen, sammen med en annen")),
            ("annen", gettext_lazy("En annen, som forelder eller verge")),
        ],
        widget=forms.RadioSelect,
        required=False,
        initial="selv",
    )
    onske = forms.ChoiceField(
        label=gettext_lazy("Ønsker du å få hjelpen som BPA?"),
        choices=[
            ("ja", gettext_lazy("Ja")),
            ("usikker", gettext_lazy("Ikke bestemt ennå")),
            ("nei", gettext_lazy("Nei")),
        ],
        widget=forms.RadioSelect,
        required=False,
        initial="ja",
    )

    def __init__(self, *args: Any, terms: RightTerms, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit = {"limit": terms.right_age_limit}
        self.fields["for67"].label = (
            _("Bare for deg som er %(limit)s eller eldre: Fikk du BPA som rett før du fylte %(limit)s?") % limit
        )
        years = {"years": terms.right_over_years}
        duration = self.fields["varighet"]
        assert isinstance(duration, forms.ChoiceField)
        duration.choices = [
            (LONG, _("Mer enn %(years)s år") % years),
            (SHORT, _("%(years)s år eller kortere") % years),
            (UNSURE, _("Vet ikke")),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["leder"] = cleaned.get("leder") or "selv"
        cleaned["onske"] = cleaned.get("onske") or "ja"
        for hours, steady in STEADY.items():
            if cleaned.get(hours) and not cleaned.get(steady) and steady not in self.errors:
                self.add_error(steady, _("Svar ja eller nei."))
        if cleaned.get("avlastning"):
            if cleaned.get("barn_alder") is None and "barn_alder" not in self.errors:
                self.add_error("barn_alder", _("Skriv hvor gammelt barnet er."))
            if not cleaned.get("barn_hjemme") and "barn_hjemme" not in self.errors:
                self.add_error("barn_hjemme", _("Svar ja eller nei."))
        whole = cleaned.get("timer")
        parts = sum(cleaned.get(part) or 0 for part in PARTS)
        if whole is not None and parts > whole:
            told = {"parts": duration_text(parts), "whole": duration_text(whole)}
            self.add_error(
                "timer", _("Det er skrevet %(parts)s nedenfor, men bare %(whole)s alt i alt. Rett ett av dem.") % told
            )
        return cleaned

    @property
    def is_detailed(self) -> bool:
        """Whether anything is typed or wrong among the hours that count in their own way."""
        names = (*PARTS, *STEADY.values(), "barn_alder", "barn_hjemme")
        typed = any(str(self[name].value() or "").strip() for name in names)
        return typed or any(name in self.errors for name in names if self.is_bound)

    def query(self) -> str:
        """The answers as a query string, in the order of the questions; what is empty is left out."""
        values = ((name, str(self[name].value() or "").strip()) for name in self.fields)
        return urlencode([(name, value) for name, value in values if value])
