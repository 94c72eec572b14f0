"""What refusals say to people: stable codes to sentences in the reader's language.

Each area keeps its own sentences in `<area>/error_texts.py` as `TEXTS`; this merges them. A sentence
may name facts as `%(first_day)s`; days, moments and minutes are written as everywhere else.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from importlib.util import find_spec
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from selvstyrt.core.base import SelvstyrtError
from selvstyrt.faces.web.amounts import clock_text, day_text, duration_text

AREAS = ("start", "many", "supplier", "scheme", "plans", "time", "money")

COMMON: dict[str, str | Promise] = {
    "text_has_nul": _("Teksten har et tegn som ikke kan lagres. Slett det, eller skriv teksten på nytt."),
    "text_too_long": _("Teksten er for lang: %(length)s tegn. Det er plass til %(limit)s. Kort den ned."),
    "text_missing": _("Skriv noe her."),
    "day_unreadable": _("Skriv dagen som dd.mm.åååå, for eksempel 03.03.2027."),
    "day_does_not_exist": _("Denne dagen finnes ikke i kalenderen. Se på dag og måned en gang til."),
    "day_out_of_range": _("Året ser feil ut. Skriv et år mellom 1900 og 2199."),
    "starts_at_24": _("24:00 er dagen etter. Skriv 00:00, og velg den dagen."),
    "clock_unreadable": _("Skriv klokkeslettet som tt:mm, for eksempel 07:30."),
    "hours_unreadable": _("Skriv timer som et tall, for eksempel 37,5 eller 7 t 30 min."),
    "hours_too_many": _("Så mange timer går ikke. Skriv høyst %(limit_minutes)s."),
    "percent_unreadable": _("Skriv prosenten som et tall, for eksempel 50."),
    "percent_too_high": _("Så mange prosent går ikke. Skriv høyst %(limit)s."),
    "number_negative": _("Tallet kan ikke være mindre enn 0."),
    "end_not_after_start": _("Slutten må være etter starten. Endre en av dem."),
    "range_ends_before_start": _("Siste dag er før første dag. Endre en av dem."),
    "time_does_not_exist": _(
        "Klokken %(wall)s finnes ikke: da stilles klokken fram. Velg et annet tidspunkt."
    ),
    "time_exists_twice": _(
        "Klokken %(wall)s kommer to ganger: da stilles klokken tilbake. Velg første eller andre gang."
    ),
}  # fmt: skip

UNKNOWN = _("Dette kunne ikke gjøres nå. Last siden på nytt, og prøv igjen. Det du skrev, står her fortsatt.")


def text_for(error: SelvstyrtError) -> str:
    """The sentence for a refusal, in the language of the page; the code stands after a text that is not written yet."""
    text = _texts().get(error.code)
    if text is None:
        return f"{UNKNOWN} ({error.code})"
    return str(text) % _Shown(error.facts)


def known_codes() -> frozenset[str]:
    """All codes that have a sentence."""
    return frozenset(_texts())


@cache
def _texts() -> Mapping[str, str | Promise]:
    texts = dict(COMMON)
    for area in AREAS:
        name = f"selvstyrt.faces.web.{area}.error_texts"
        if find_spec(name) is not None:
            texts.update(importlib.import_module(name).TEXTS)
    return texts


class _Shown(dict[str, Any]):
    """Facts written for people; a fact that is not there is left out of the sentence."""

    def __getitem__(self, name: str) -> str:
        return _shown(name, self.get(name, ""))


def _shown(name: str, value: Any) -> str:
    if isinstance(value, datetime):
        return f"{clock_text(value)} {day_text(value, 'date')}"
    if isinstance(value, date):
        return day_text(value, "year")
    if isinstance(value, int) and name.endswith("minutes"):
        return duration_text(value)
    if isinstance(value, list | tuple):
        return ", ".join(str(each) for each in value)
    return str(value)
