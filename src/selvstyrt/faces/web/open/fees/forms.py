"""The form of the fee page: a municipality, or one's own table; the household; the month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from selvstyrt.apps.directory.queries.municipalities import Municipality
from selvstyrt.core.base import NoAnswer, WrongInput
from selvstyrt.core.fees import (
    Bracket,
    Charging,
    FeeTariff,
    GBasis,
    Household,
    MonthOfHelp,
    SelfCost,
    state_ceiling_below,
)
from selvstyrt.faces.web.forms import DayField, HoursField, PlainForm, TextField
from selvstyrt.faces.web.open.fees.kroner import read_kroner
from selvstyrt.faces.web.open.fees.words import G_NAMES
from selvstyrt.faces.web.open.suppliers.forms import place_meant

ROWS = 6
FIRST_EDGES = ("0", "2", "3", "4", "5", "")
MOST_HOURS = 744
OWN, EXAMPLE, MUNICIPALITY = "egne", "eksempel", "kommune"
_G_WORDS = {
    GBasis.MAY_BEFORE.value: G_NAMES[GBasis.MAY_BEFORE],
    GBasis.CURRENT.value: G_NAMES[GBasis.CURRENT],
    GBasis.AVERAGE.value: G_NAMES[GBasis.AVERAGE],
    GBasis.FIXED.value: _("Beløpet jeg skriver under"),
}
_TOLD = {
    "kroner_unreadable": _("Skriv beløpet som et tall, for eksempel 300 000."),
    "kroner_negative": _("Beløpet kan ikke være under 0. Er det underskudd, skriver du 0."),
    "kroner_too_many": _("Beløpet er høyere enn vi kan regne med. Se om det er et siffer for mye."),
}


class KronerField(forms.Field):
    """An amount in kroner, typed as people do; what was typed is kept."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return read_kroner(text)
        except WrongInput as error:
            raise forms.ValidationError(str(_TOLD[error.code])) from error


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks: whose table, who pays, for which month. `tariff` only where the table was typed in."""

    source: str
    place: Municipality | None
    tariff: FeeTariff | None
    household: Household
    month: MonthOfHelp


class FeeForm(PlainForm):
    """Everything of the page; the rows of one's own table count only when `satser` says so."""

    satser = forms.ChoiceField(
        label=_("Hvilke satser vil du regne med?"),
        choices=[
            (MUNICIPALITY, _("Satsene til kommunen min")),
            (OWN, _("Satser jeg skriver inn selv")),
            (EXAMPLE, _("Eksempelet fra en kommunes side")),
        ],
        widget=forms.RadioSelect,
    )
    kommune = TextField(
        label=_("Kommune"),
        required=False,
        max_length=80,
        help_text=_("Navn eller nummer. Det gjør ikke noe om det ikke er helt riktig stavet."),
    )
    inntekt = KronerField(
        label=_("Inntekten til husstanden i året"),
        help_text=_("Alminnelig inntekt før særfradrag i skattemeldingen. Legg sammen for alle som bor sammen."),
    )
    hjelpestonad = KronerField(
        label=_("Hjelpestønad i året"), required=False, help_text=_("Bare den du får for hjelp i huset.")
    )
    dato = DayField(
        label=_("Dag i måneden du vil regne ut"), required=False, help_text=_("Står feltet tomt, er det i dag.")
    )
    timer = HoursField(
        label=_("Timer i måneden med hjelp som kan koste noe"),
        required=False,
        help_text=_("Bare praktisk hjelp og opplæring. Personlig stell er gratis og skal ikke telles med."),
    )
    maate = forms.ChoiceField(
        label=_("Slik tar kommunen betalt"),
        required=False,
        choices=[
            (Charging.MONTHLY.value, _("Et fast beløp i måneden")),
            (Charging.HOURLY.value, _("En pris per time, høyst et beløp i måneden")),
            (Charging.CHEAPEST.value, _("Det billigste av abonnement og timer")),
        ],
    )
    g = forms.ChoiceField(label=_("Hvilken G bruker kommunen?"), required=False, choices=list(_G_WORDS.items()))
    g_kroner = KronerField(label=_("G i kroner"), required=False, help_text=_("Bare hvis tabellen oppgir et beløp."))
    selvkost = KronerField(
        label=_("Det en time koster kommunen"), required=False, help_text=_("Selvkost, hvis kommunen oppgir den.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in range(ROWS):
            number = {"number": row + 1}
            self.fields[f"fra_{row}"] = KronerField(label=gettext("Trinn %(number)s: fra hvor mange G") % number)
            self.fields[f"belop_{row}"] = KronerField(label=gettext("Trinn %(number)s: kroner i måneden") % number)
            self.fields[f"time_{row}"] = KronerField(label=gettext("Trinn %(number)s: kroner per time") % number)
            for name in ("fra", "belop", "time"):
                self.fields[f"{name}_{row}"].required = False

    @property
    def rows(self) -> list[tuple[Any, Any, Any]]:
        """The rows of one's own table as bound fields."""
        return [(self[f"fra_{row}"], self[f"belop_{row}"], self[f"time_{row}"]) for row in range(ROWS)]

    @property
    def own_open(self) -> bool:
        """True when the part for one's own table must stand open."""
        return bool(self["satser"].value() == OWN)

    def clean_timer(self) -> int | None:
        """No month has more hours than it has."""
        minutes: int | None = self.cleaned_data["timer"]
        if minutes is not None and minutes > MOST_HOURS * 60:
            raise forms.ValidationError(gettext("En måned har høyst %(most)s timer.") % {"most": MOST_HOURS})
        return minutes

    def clean(self) -> dict[str, Any]:
        """The municipality or the table, whichever is asked for."""
        cleaned = super().clean() or {}
        self.place: Municipality | None = None
        self.tariff: FeeTariff | None = None
        if cleaned.get("satser") == MUNICIPALITY and "kommune" in cleaned:
            self._find_place(cleaned["kommune"])
        if cleaned.get("satser") == OWN and not self.errors:
            self._build_tariff(cleaned)
        return cleaned

    def _find_place(self, text: str) -> None:
        try:
            self.place = place_meant(text)
        except WrongInput as error:
            if error.code == "municipality_not_found":
                told = gettext("Vi fant ingen kommune som ligner. Prøv med færre bokstaver.")
            else:
                told = gettext("Hvilken mener du: %(names)s?") % {
                    "names": gettext(" eller ").join(error.facts["names"])
                }
            self.add_error("kommune", told)
            return
        if self.place is None:
            self.add_error("kommune", gettext("Skriv hvilken kommune det gjelder, eller velg andre satser over."))

    def _build_tariff(self, cleaned: Mapping[str, Any]) -> None:
        brackets = [each for row in range(ROWS) if (each := self._bracket(row, cleaned)) is not None]
        basis = GBasis(cleaned["g"] or GBasis.MAY_BEFORE)
        fixed = cleaned["g_kroner"] if basis is GBasis.FIXED else None
        if basis is GBasis.FIXED and not fixed:
            self.add_error("g_kroner", gettext("Skriv hvor mange kroner G er i tabellen."))
        if self._follows_state_too_far(brackets, cleaned.get("dato") or timezone.localdate()):
            self.add_error(
                None, gettext("Statens tak gjelder bare de laveste inntektene. Skriv hva det koster over 2 G.")
            )
        if self.errors:
            return
        cost = None if cleaned["selvkost"] is None else SelfCost(cleaned["selvkost"])
        try:
            self.tariff = FeeTariff(gettext("satsene du skrev inn"), tuple(brackets), basis, fixed, self_cost=cost)
        except WrongInput:  # the only thing left that can be wrong
            self.add_error(None, gettext("Trinnene må begynne på 0 G og stige. Se på kolonnen «fra G»."))

    @staticmethod
    def _follows_state_too_far(brackets: list[Bracket], day: date) -> bool:
        """True where an empty first row would let the state's ceiling hold for incomes that it is not for."""
        if not brackets or brackets[0].charging is not Charging.STATE_CEILING:
            return False
        try:
            ends = state_ceiling_below(Decimal(1), day)
        except NoAnswer:  # the answer will say that the day is too early
            return False
        return all(each.from_g > ends for each in brackets[1:])

    def _bracket(self, row: int, cleaned: Mapping[str, Any]) -> Bracket | None:
        """One row; None where it is empty. An empty first row follows the state's ceiling."""
        start, amount, hourly = (cleaned[f"{name}_{row}"] for name in ("fra", "belop", "time"))
        charging = Charging(cleaned["maate"] or Charging.MONTHLY)
        if row == 0 and amount is None and hourly is None:
            return Bracket(Decimal(0), Charging.STATE_CEILING)
        if amount is None and hourly is None:
            return None
        if start is None:
            self.add_error(f"fra_{row}", gettext("Skriv fra hvor mange G trinnet gjelder."))
            return None
        if amount is None and charging is not Charging.HOURLY:
            self.add_error(f"belop_{row}", gettext("Skriv beløpet for dette trinnet."))
        if hourly is None and charging is not Charging.MONTHLY:
            self.add_error(f"time_{row}", gettext("Skriv prisen per time for dette trinnet."))
        if charging is Charging.HOURLY:
            return Bracket(start, charging, hourly=hourly, cap=amount)
        return Bracket(start, charging, monthly=amount, hourly=hourly)

    def question(self) -> Question:
        """What was asked. Only for a form without errors."""
        asked = self.cleaned_data
        household = Household((asked["inntekt"],), asked["hjelpestonad"] or Decimal(0))
        day: date = asked["dato"] or timezone.localdate()
        return Question(asked["satser"], self.place, self.tariff, household, MonthOfHelp(day, asked["timer"]))


def asked_form(query: QueryDict) -> FeeForm:
    """The form as the address fills it; a bare municipality in the address only fills its field."""
    data = query.copy()
    for row, edge in enumerate(FIRST_EDGES):
        data.setdefault(f"fra_{row}", edge)
    data.setdefault("satser", MUNICIPALITY)
    data.setdefault("g", GBasis.MAY_BEFORE.value)
    data.setdefault("maate", Charging.MONTHLY.value)
    if "inntekt" in query:
        return FeeForm(data)
    return FeeForm(initial=dict(data.items()))
