"""The questions of the pay pages, as plain forms whose answers have an address of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from selvstyrt.apps.directory.datasets.ssb import MonthlyPay
from selvstyrt.apps.directory.queries.pay import Choice

OCCUPATIONS = {"personlig-assistent": "personlig_assistent", "hjemmehjelp": "heimehjelp"}
SECTORS = {"alle": "all", "kommune": "municipal", "privat": "private", "stat": "state"}
WORKING_TIMES = {"alle": "all", "deltid": "part_time", "heltid": "full_time"}
GENDERS = {"alle": "total", "kvinner": "women", "menn": "men"}
STATISTICS = {"median": "median", "snitt": "mean"}
OVERTIMES = {"uten": "excl_overtime", "med": "incl_overtime"}
UNITS = {"time": "hour", "maned": "month", "ar": "year"}
FIELDS = {
    "yrke": ("occupation", OCCUPATIONS),
    "sektor": ("sector", SECTORS),
    "arbeidstid": ("working_time", WORKING_TIMES),
    "kjonn": ("gender", GENDERS),
    "mal": ("statistic", STATISTICS),
    "overtid": ("overtime", OVERTIMES),
    "enhet": ("unit", UNITS),
}
"""Words of the address, and what they stand for in the wage table."""
_DEFAULTS = {
    "yrke": "personlig-assistent",
    "sektor": "privat",
    "arbeidstid": "deltid",
    "kjonn": "alle",
    "mal": "median",
    "overtid": "uten",
    "enhet": "maned",
}
C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class Asked(Generic[C]):
    """What was asked (spørsmål): the form with a word beside each field that was not understood, and the answer."""

    form: forms.Form
    choice: C


class _Picked(forms.ChoiceField):
    """A choice that says what was typed when there is no such choice."""

    def validate(self, value: Any) -> None:
        if not self.valid_value(value):
            typed = str(value)[:40]
            raise forms.ValidationError(_("«%(typed)s» finnes ikke her. Velg noe fra listen.") % {"typed": typed})


class PayForm(forms.Form):
    """Which pay: occupation, where, how much, who, which figure."""

    yrke = _Picked(
        label=gettext_lazy("Yrke"),
        choices=(
            ("personlig-assistent", gettext_lazy("Personlig assistent")),
            ("hjemmehjelp", gettext_lazy("Hjemmehjelp")),
        ),
    )
    sektor = _Picked(
        label=gettext_lazy("Hvor jobber de?"),
        choices=(
            ("alle", gettext_lazy("Alle sektorer")),
            ("kommune", gettext_lazy("Kommunen")),
            ("privat", gettext_lazy("Privat sektor")),
            ("stat", gettext_lazy("Staten")),
        ),
    )
    arbeidstid = _Picked(
        label=gettext_lazy("Hvor mye?"),
        choices=(
            ("alle", gettext_lazy("Deltid og heltid")),
            ("deltid", gettext_lazy("Deltid")),
            ("heltid", gettext_lazy("Heltid")),
        ),
    )
    kjonn = _Picked(
        label=gettext_lazy("Hvem?"),
        choices=(
            ("alle", pgettext_lazy("kjønn", "Alle")),
            ("kvinner", gettext_lazy("Kvinner")),
            ("menn", gettext_lazy("Menn")),
        ),
    )
    mal = _Picked(
        label=gettext_lazy("Hvilket mål?"),
        choices=(("median", gettext_lazy("Median: den i midten")), ("snitt", gettext_lazy("Gjennomsnitt"))),
    )
    overtid = _Picked(
        label=gettext_lazy("Overtid?"),
        choices=(("uten", gettext_lazy("Uten overtid")), ("med", gettext_lazy("Med overtid"))),
    )
    enhet = _Picked(
        label=gettext_lazy("For hvor lenge?"),
        choices=(
            ("time", gettext_lazy("I timen")),
            ("maned", gettext_lazy("I måneden")),
            ("ar", gettext_lazy("I året")),
        ),
    )


def asked_pay(query: Mapping[str, str]) -> Asked[Choice]:
    """The choice of an address; what is left out or not understood is as in `Choice()`."""
    words = {name: query.get(name) or default for name, default in _DEFAULTS.items()}
    form = PayForm(words)
    form.is_valid()
    understood = {name: form.cleaned_data.get(name, default) for name, default in _DEFAULTS.items()}
    return Asked(form, Choice(**{field: known[understood[name]] for name, (field, known) in FIELDS.items()}))


def words_of(choice: Choice) -> dict[str, str]:
    """The words of the address that ask for this choice.

    >>> words_of(Choice())["yrke"]
    'personlig-assistent'
    """
    return {
        name: next(word for word, meant in known.items() if meant == getattr(choice, field))
        for name, (field, known) in FIELDS.items()
    }


@dataclass(frozen=True, slots=True)
class GroupChoice:
    """Which SSB group, and whom (valg av gruppe)."""

    styrk08: str
    gender: str
    period: str


class GroupForm(forms.Form):
    """Which group of SSB, whom, and which year."""

    def __init__(self, data: Mapping[str, str], table: MonthlyPay, first: Iterable[str]) -> None:
        super().__init__(data)
        codes = [*first, *(code for code in table.names if code not in set(first))]
        self.fields["gruppe"] = _Picked(
            label=_("Gruppe"), choices=[(code, f"{code} {table.names[code]}") for code in codes if code in table.names]
        )
        self.fields["kjonn"] = _Picked(label=_("Hvem?"), choices=PayForm.base_fields["kjonn"].choices)  # type: ignore[attr-defined]
        self.fields["ar"] = _Picked(label=_("År"), choices=[(year, year) for year in reversed(table.periods)])


HOME_HELP_GROUP = "5322"
"""Home helpers and personal assistants, together."""


def asked_group(query: Mapping[str, str], table: MonthlyPay) -> Asked[GroupChoice]:
    """The choice of an address; what is left out or not understood is home helpers, all, the newest year."""
    defaults = {"gruppe": HOME_HELP_GROUP, "kjonn": "alle", "ar": table.periods[-1]}
    words = {name: query.get(name) or default for name, default in defaults.items()}
    form = GroupForm(words, table, first=(HOME_HELP_GROUP,))
    form.is_valid()
    understood = {name: form.cleaned_data.get(name, default) for name, default in defaults.items()}
    return Asked(form, GroupChoice(understood["gruppe"], GENDERS[understood["kjonn"]], understood["ar"]))
