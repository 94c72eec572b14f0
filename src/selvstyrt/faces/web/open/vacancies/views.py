"""Vacancies: the search, one advert while it is open, and the search as a feed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from selvstyrt.apps.directory.adverts.blocks import Block
from selvstyrt.apps.directory.queries import municipalities
from selvstyrt.apps.directory.queries.vacancies import (
    NAV_SEARCH,
    Filters,
    GoneVacancy,
    Vacancy,
    search,
    similar_to,
    vacancy,
)
from selvstyrt.faces.web.open.shell import open_address, open_page
from selvstyrt.faces.web.open.vacancies import words
from selvstyrt.faces.web.open.vacancies.feed import atom, feed_id
from selvstyrt.faces.web.open.vacancies.forms import SearchForm, query_of
from selvstyrt.faces.web.open.vacancies.posting import job_posting

ADVERTS_A_PAGE = 20
ASK_AGAIN = "public, no-cache"
"""An advert that has ended must be gone: nobody may show a page of adverts again without asking whether it changed."""


@dataclass(frozen=True, slots=True)
class Row:
    """An advert in a list."""

    uid: UUID
    title: str
    employer: str
    place: str
    due: str
    is_last_day: bool
    mentioned: list[words.Mentioned]


@open_page
def vacancies(request: HttpRequest) -> HttpResponse:
    """The search: filters, adverts, and the same search as a feed."""
    form = SearchForm(request.GET)
    today = timezone.localdate()
    filters = form.filters() if form.is_valid() else Filters()
    found = search(filters, today)
    page = _page(request, found.vacancies)
    query = query_of(filters)
    context: dict[str, Any] = {
        "form": form,
        "found": found,
        "page": page,
        "rows": [_row(each) for each in page.object_list],
        "count": page.paginator.count,
        "asked": words.search_text(filters, _place_name(filters)),
        "is_asked": not filters.is_empty,
        "suggestions": [(each.label, _instead(request, each.number)) for each in form.suggestions],
        "feed_url": _with_query(open_address("open_vacancies_feed"), query),
        "page_query": f"{query}&" if query else "",
        "nav_search": NAV_SEARCH,
    }
    return _told(request, "vacancies", context)


@open_page
def one_vacancy(request: HttpRequest, uid: UUID) -> HttpResponse:
    """An advert; 410 with similar ones when it has ended."""
    today = timezone.localdate()
    found = vacancy(uid, today)
    if found is None:
        raise Http404
    if isinstance(found, GoneVacancy):
        similar = [_row(each) for each in similar_to(found, today)]
        gone = {"similar": similar, "nav_search": NAV_SEARCH}
        return _told(request, "gone", gone, status=410)
    url = request.build_absolute_uri(open_address("open_vacancy", uid=uid))
    context: dict[str, Any] = {
        "vacancy": found,
        "advert": found.advert,
        "row": _row(found),
        "extent": words.extent_text(found.advert.extent),
        "text": grouped(found.advert.text),
        "about": grouped(found.advert.employer.about),
        "posting": job_posting(found, url),
        "crumbs": [{"label": _("Ledige stillinger som assistent"), "url": open_address("open_vacancies")}],
        "short_title": Truncator(found.advert.title).chars(60),
    }
    return _told(request, "vacancy", context)


@open_page
def feed(request: HttpRequest) -> HttpResponse:
    """The search of the address as an Atom feed; 400 in words for a search that cannot be read."""
    form = SearchForm(request.GET)
    if not form.is_valid():
        told = [f"{form[name].label}: {error}" for name, errors in form.errors.items() for error in errors]
        return HttpResponse("\n".join(told), status=400, content_type="text/plain; charset=utf-8")
    filters = form.filters()
    query = query_of(filters)
    asked = words.search_text(filters, _place_name(filters))
    text = atom(
        search(filters, timezone.localdate()),
        title=_("Stillinger som assistent: %(search)s") % {"search": asked},
        feed_guid=feed_id(query, translation.get_language() or "nb"),
        page_url=request.build_absolute_uri(_with_query(open_address("open_vacancies"), query)),
        feed_url=request.build_absolute_uri(_with_query(open_address("open_vacancies_feed"), query)),
        language=translation.get_language() or "nb",
        address_of=lambda each: request.build_absolute_uri(open_address("open_vacancy", uid=each.uid)),
    )
    headers = {"Cache-Control": ASK_AGAIN}
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8", headers=headers)


def _told(request: HttpRequest, page: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    response = render(request, f"pages/open/vacancies/{page}.html", context, status=status)
    response["Cache-Control"] = ASK_AGAIN
    return response


def _row(found: Vacancy) -> Row:
    return Row(
        uid=found.uid,
        title=found.advert.title,
        employer=found.advert.employer.name,
        place=words.place_text(found),
        due=words.due_text(found),
        is_last_day=words.is_last_day(found, timezone.localdate()),
        mentioned=words.mentioned(found),
    )


def _page(request: HttpRequest, found: tuple[Vacancy, ...]) -> Page[Vacancy]:
    """The page that is asked for; the nearest one for a number that there is not."""
    return Paginator(found, ADVERTS_A_PAGE).get_page(request.GET.get("side", "1")[:6])


def _place_name(filters: Filters) -> str:
    if filters.municipality:
        return municipalities.municipality(filters.municipality).label
    return municipalities.county(filters.county).name if filters.county else ""


def _instead(request: HttpRequest, number: str) -> str:
    """The same search with the municipality of this number."""
    asked = request.GET.copy()
    asked["kommune"] = number
    return f"?{asked.urlencode()}"


def _with_query(address: str, query: str) -> str:
    return f"{address}?{query}" if query else address


def grouped(blocks: tuple[Block, ...]) -> list[tuple[str, list[str]]]:
    """The blocks for a template: neighbouring items together, as one list."""
    groups: list[tuple[str, list[str]]] = []
    for block in blocks:
        if block.kind == "item" and groups and groups[-1][0] == "item":
            groups[-1][1].append(block.text)
        else:
            groups.append((block.kind.value, [block.text]))
    return groups
