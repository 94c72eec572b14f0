"""Pages of the occupations."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from selvstyrt.apps.directory.queries.occupations import occupation_facts, occupations
from selvstyrt.faces.texts import occupations as texts
from selvstyrt.faces.web.open.occupations.page import (
    described_context,
    listed_context,
    listing,
)
from selvstyrt.faces.web.open.shell import open_address, open_page


@open_page
def occupations_page(request: HttpRequest) -> HttpResponse:
    """The occupations we describe, and those that the sources list beside them."""
    return render(request, "pages/open/occupations/occupations.html", listing(occupations()))


@open_page
def occupation_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One occupation; another of its names leads to its address, an unknown one to the list."""
    facts = occupation_facts(slug)
    if facts is None:
        context = {**listing(occupations()), "unknown": slug}
        return render(request, "pages/open/occupations/occupations.html", context, status=404)
    if slug != facts.occupation.slug:
        return redirect(open_address("open_occupation", slug=facts.occupation.slug), permanent=True)
    language = get_language() or "nb"
    if facts.occupation.id in texts.DESCRIBED:
        return render(request, "pages/open/occupations/described.html", described_context(facts, language))
    return render(request, "pages/open/occupations/listed.html", listed_context(facts, language))
