"""The search for vacancies: what may be asked for, read from an address and written back to one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selvstyrt.apps.directory.adverts.mentions import Topic
from selvstyrt.apps.directory.datasets.vacancies import Extent
from selvstyrt.apps.directory.place_names import Closeness
from selvstyrt.apps.directory.queries import municipalities
from selvstyrt.apps.directory.queries.municipalities import Municipality
from selvstyrt.apps.directory.queries.vacancies import Filters, Licence, WeeklyHours
from selvstyrt.faces.web.forms import PlainForm, TextField

EXTENTS = {"deltid": Extent.PART_TIME, "heltid": Extent.FULL_TIME}
HOURS = {"under-10": WeeklyHours.UNDER_10, "10-20": WeeklyHours.FROM_10_TO_20, "over-20": WeeklyHours.OVER_20}
TIMES = {"kveld": Topic.EVENING, "natt": Topic.NIGHT, "helg": Topic.WEEKEND}
LICENCES = {"nevnt": Licence.MENTIONED, "ikke-nevnt": Licence.NOT_MENTIONED}
MOST_SUGGESTIONS = 5


class SearchForm(PlainForm):
    """What somebody looks for. Everything may be left out."""

    kommune = TextField(
        label=gettext_lazy("Kommune"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Navn eller nummer. Det gjør ikke noe om det ikke er helt riktig stavet."),
    )
    fylke = forms.ChoiceField(label=gettext_lazy("Fylke"), required=False)
    omfang = forms.ChoiceField(
        label=gettext_lazy("Deltid eller heltid"),
        required=False,
        choices=[
            ("", gettext_lazy("Begge deler")),
            ("deltid", gettext_lazy("Deltid")),
            ("heltid", gettext_lazy("Heltid, eller ikke oppgitt")),
        ],
    )
    timer = forms.ChoiceField(
        label=gettext_lazy("Timer i uken, der annonsen nevner det"),
        required=False,
        choices=[
            ("", gettext_lazy("Alle, også uten timetall")),
            ("under-10", gettext_lazy("Under 10 timer")),
            ("10-20", gettext_lazy("10 til 20 timer")),
            ("over-20", gettext_lazy("Over 20 timer")),
        ],
    )
    forerkort = forms.ChoiceField(
        label=gettext_lazy("Førerkort"),
        required=False,
        choices=[
            ("", gettext_lazy("Alle annonser")),
            ("ikke-nevnt", gettext_lazy("Annonsen nevner ikke førerkort")),
            ("nevnt", gettext_lazy("Annonsen nevner førerkort")),
        ],
    )
    tid = forms.MultipleChoiceField(
        label=gettext_lazy("Annonsen nevner"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("kveld", gettext_lazy("kveld")),
            ("natt", gettext_lazy("natt")),
            ("helg", gettext_lazy("helg")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place: Municipality | None = None
        self.suggestions: tuple[Municipality, ...] = ()
        counties = [(each.number, each.name) for each in municipalities.all_counties()]
        self.fields["fylke"].choices = [("", _("Hele landet")), *counties]  # type: ignore[attr-defined]

    def clean_kommune(self) -> str:
        """The number of the municipality; where several fit, they are kept as suggestions."""
        text: str = self.cleaned_data["kommune"]
        if not text:
            return ""
        hits = municipalities.search(text, limit=MOST_SUGGESTIONS)
        exact = [hit for hit in hits if hit.closeness <= Closeness.SAME_FOLDED]
        if len(exact) == 1 or len(hits) == 1:
            self.place = (exact or hits)[0].municipality
            return self.place.number
        self.suggestions = tuple(hit.municipality for hit in exact or hits)
        if self.suggestions:
            raise forms.ValidationError(
                _("Flere kommuner passer med «%(text)s». Velg en av dem under.") % {"text": text}
            )
        raise forms.ValidationError(
            _("Vi finner ingen kommune som ligner på «%(text)s». Prøv begynnelsen av navnet, eller velg fylke.")
            % {"text": text}
        )

    def clean(self) -> dict[str, Any]:
        """A municipality and a county that it does not lie in would find nothing, and not say why."""
        cleaned = super().clean() or {}
        if self.place and cleaned.get("fylke") and cleaned["fylke"] != self.place.county_number:
            told = {"place": self.place.name, "county": self.place.county_name}
            self.add_error("fylke", _("%(place)s ligger i %(county)s. Velg det fylket, eller hele landet.") % told)
        return cleaned

    def filters(self) -> Filters:
        """The search for the query. Only for a form without errors."""
        asked = self.cleaned_data
        return Filters(
            municipality=asked["kommune"],
            county=asked["fylke"],
            extent=EXTENTS.get(asked["omfang"]),
            hours=HOURS.get(asked["timer"]),
            times=frozenset(TIMES[word] for word in asked["tid"]),
            licence=LICENCES.get(asked["forerkort"]),
        )


def query_of(filters: Filters) -> str:
    """The search as the words of an address, always in the same order, so that one search has one address."""
    words = [("kommune", filters.municipality), ("fylke", filters.county)]
    words += [("omfang", word) for word, extent in EXTENTS.items() if extent is filters.extent]
    words += [("timer", word) for word, hours in HOURS.items() if hours is filters.hours]
    words += [("tid", word) for word, topic in TIMES.items() if topic in filters.times]
    words += [("forerkort", word) for word, licence in LICENCES.items() if licence is filters.licence]
    return urlencode([(name, word) for name, word in words if word])
