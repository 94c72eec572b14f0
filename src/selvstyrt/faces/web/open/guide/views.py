"""The guide's contents, and one page of it with its sources at the foot."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from selvstyrt.faces.texts.guide import ToldPage, contents, page, pages, told
from selvstyrt.faces.web.open.guide.onward import onward
from selvstyrt.faces.web.open.shell import open_address, open_page


@open_page
def guide(request: HttpRequest) -> HttpResponse:
    """The contents: every page with its first words, in groups."""
    language = get_language() or "nb"
    groups = [
        {"heading": group.heading[language], "pages": [_told(slug, language) for slug in group.slugs]}
        for group in contents()
    ]
    context = {"groups": groups, "onward": onward(["open_right"]), "service": service(request)}
    return render(request, "pages/open/guide/contents.html", context)


@open_page
def guide_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One page; 404 when there is none with this slug."""
    if page(slug) is None:
        raise Http404(slug)
    language = get_language() or "nb"
    here = _told(slug, language)
    order = list(pages())
    place = order.index(slug)
    context = {
        "page": here,
        "see": [_told(other, language) for other in here.see],
        "onward": onward(here.doors),
        "before": _told(order[place - 1], language) if place else None,
        "after": _told(order[place + 1], language) if place + 1 < len(order) else None,
        "crumbs": [{"label": _("BPA forklart"), "url": open_address("open_guide")}],
        "service": service(request) if here.service else None,
    }
    return render(request, "pages/open/guide/page.html", context)


@cache
def _told(slug: str, language: str) -> ToldPage:
    return told(pages()[slug], language)


def service(request: HttpRequest) -> dict[str, Any]:
    """BPA as schema.org/GovernmentService: offered by every municipality to those who need assistance."""
    return {
        "@type": "GovernmentService",
        "name": _("Brukerstyrt personlig assistanse (BPA)"),
        "serviceType": _("Personlig assistanse"),
        "description": _("Kommunen gir timer til assistanse. Den som får dem, leder sine egne assistenter."),
        "url": request.build_absolute_uri(open_address("open_guide")),
        "areaServed": {"@type": "Country", "name": _("Norge")},
        "provider": {"@type": "GovernmentOrganization", "name": _("Kommunen der du bor")},
        "audience": {"@type": "Audience", "audienceType": _("Personer med nedsatt funksjonsevne")},
        "termsOfService": "https://lovdata.no/lov/1999-07-02-63/§2-1d",
    }
