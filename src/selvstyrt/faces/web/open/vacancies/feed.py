"""A saved search as an Atom feed (lagret søk): a reader asks for it, and nobody leaves an address with us."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, time
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from selvstyrt.apps.directory.queries.vacancies import FoundVacancies, Vacancy
from selvstyrt.core.base import OSLO
from selvstyrt.faces.web.open.vacancies.words import due_text, mentioned, place_text

MOST_ENTRIES = 100
_FEEDS = uuid5(NAMESPACE_URL, "https://selvstyrt.example/stillinger/atom.xml")


class _Feed(Atom1Feed):
    """Atom with a date that depends on nothing but the adverts, so that an unchanged feed is the same to the letter."""

    changed_at: datetime

    def latest_post_date(self) -> datetime:
        return self.changed_at


def feed_id(query: str, language: str) -> str:
    """The id of a saved search: the same for the same search and language, wherever the program runs."""
    return UUID(str(uuid5(_FEEDS, f"{language}?{query}"))).urn


def atom(
    found: FoundVacancies,
    *,
    title: str,
    feed_guid: str,
    page_url: str,
    feed_url: str,
    language: str,
    address_of: Callable[[Vacancy], str],
) -> str:
    """The feed of a search, newest first, at most 100 adverts; an advert that ends leaves it.

    An entry holds title, employer, place, date and mentions, and leads to the advert: contact persons and the text
    itself are not spread to places from where they cannot be taken back.
    """
    feed = _Feed(
        title=title,
        link=page_url,
        description="",
        subtitle=_("Et lagret søk hos Selvstyrt. Annonser som er utgått, forsvinner herfra."),
        feed_url=feed_url,
        feed_guid=feed_guid,
        language=language,
    )
    feed.changed_at = _changed_at(found)
    for vacancy in found.vacancies[:MOST_ENTRIES]:
        feed.add_item(
            title=vacancy.advert.title,
            link=address_of(vacancy),
            description=escape(" · ".join(_summary(vacancy))),  # readers take it as HTML
            unique_id=vacancy.uid.urn,
            author_name=vacancy.advert.employer.name or vacancy.provenance.publisher,
            pubdate=datetime.combine(vacancy.advert.published_on, time(), tzinfo=OSLO),
            updateddate=vacancy.advert.changed_at,
        )
    return feed.writeString("utf-8")


def _changed_at(found: FoundVacancies) -> datetime:
    """When something of the feed last changed: the newest advert, else the day that the adverts were collected."""
    moments = [vacancy.advert.changed_at for vacancy in found.vacancies]
    days = [datetime.combine(each.retrieved_on, time(), tzinfo=OSLO) for each in found.provenance]
    return max(moments or days or [datetime(2026, 1, 1, tzinfo=OSLO)])


def _summary(vacancy: Vacancy) -> Iterable[str]:
    yield from (part for part in (vacancy.advert.employer.name, place_text(vacancy), due_text(vacancy)) if part)
    names = ", ".join(each.label for each in mentioned(vacancy))
    if names:
        yield _("Annonsen nevner %(names)s") % {"names": names}
