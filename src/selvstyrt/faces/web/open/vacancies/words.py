"""Words for adverts: what is mentioned, where, until when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from selvstyrt.apps.directory.adverts.mentions import Topic
from selvstyrt.apps.directory.datasets.vacancies import Extent
from selvstyrt.apps.directory.queries.vacancies import Filters, Licence, Vacancy, WeeklyHours
from selvstyrt.faces.web.amounts import day_text


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One thing that the text mentions: its name, and the advert's own words."""

    label: str
    wording: str


def place_text(vacancy: Vacancy) -> str:
    """Where the job is, such as "Tromsø, Troms"; nothing when the advert does not say it."""
    names = []
    for place in vacancy.places:
        county = place.county_name if place.county_name != place.name and "(" not in place.name else ""
        names.append(", ".join(part for part in (place.name, county) if part))
    return "; ".join(name for name in names if name)


def due_text(vacancy: Vacancy) -> str:
    """Until when one can apply, in the advert's words where it gives no day."""
    advert = vacancy.advert
    if advert.apply_by is not None:
        return _("Søk innen %(day)s") % {"day": day_text(advert.apply_by)}
    if advert.apply_by_words:
        return _("Søknadsfrist: %(words)s") % {"words": advert.apply_by_words}
    return _("Annonsen står til %(day)s") % {"day": day_text(advert.last_day)}


def extent_text(extent: Extent | None) -> str:
    """The source's field, with what it is worth: NAV also says full time where the advert says nothing."""
    if extent is Extent.PART_TIME:
        return _("deltid")
    return _("heltid, eller ikke oppgitt") if extent is Extent.FULL_TIME else ""


def topic_text(topic: Topic) -> str:
    """What a topic is called."""
    return {
        Topic.DRIVING_LICENCE: _("førerkort"),
        Topic.EVENING: _("kveld"),
        Topic.NIGHT: _("natt"),
        Topic.WEEKEND: _("helg"),
        Topic.WEEKLY_HOURS: _("timer i uken"),
        Topic.POSITION_PERCENT: _("stillingsprosent"),
    }[topic]


def mentioned(vacancy: Vacancy) -> list[Mentioned]:
    """What the text mentions, with its words."""
    return [Mentioned(topic_text(each.topic), each.wording) for each in vacancy.mentions]


def search_text(filters: Filters, place_name: str) -> str:
    """The search in words, as the title of a feed: "Tromsø, deltid, natt"."""
    return ", ".join(part for part in _parts(filters, place_name) if part) or _("hele landet")


def _parts(filters: Filters, place_name: str) -> Iterator[str]:
    yield place_name
    if filters.extent is not None:
        yield extent_text(filters.extent)
    if filters.hours is not None:
        yield {
            WeeklyHours.UNDER_10: _("under 10 timer i uken"),
            WeeklyHours.FROM_10_TO_20: _("10 til 20 timer i uken"),
            WeeklyHours.OVER_20: _("over 20 timer i uken"),
        }[filters.hours]
    yield from (topic_text(topic) for topic in Topic if topic in filters.times)
    if filters.licence is not None:
        yield _("førerkort nevnt") if filters.licence is Licence.MENTIONED else _("førerkort ikke nevnt")


def is_last_day(vacancy: Vacancy, today: date) -> bool:
    """True on the last day to apply."""
    return today == (vacancy.advert.apply_by or vacancy.advert.last_day)
