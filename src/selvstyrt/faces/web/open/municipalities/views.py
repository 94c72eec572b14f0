"""Pages of counties and municipalities."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode

from selvstyrt.apps.directory.queries.employers import counties_that_deliver
from selvstyrt.apps.directory.queries.municipalities import (
    County,
    Municipality,
    Register,
    all_counties,
    municipalities_of,
    register,
    search,
)
from selvstyrt.faces.web.open.municipalities.addresses import municipality_address
from selvstyrt.faces.web.open.municipalities.finding import find
from selvstyrt.faces.web.open.municipalities.page import municipality_context
from selvstyrt.faces.web.open.municipalities.picture import county_picture, norway
from selvstyrt.faces.web.open.shell import open_address, open_page


@open_page
def municipalities(request: HttpRequest) -> HttpResponse:
    """Search for a municipality, or choose a county and then one of its municipalities."""
    text, number = request.GET.get("q", "").strip(), request.GET.get("fylke", "").strip()
    found = find(text) if text else None
    if found is not None and found.only is not None:
        return redirect(municipality_address(found.only))
    book = register()
    county = book.counties.get(number)
    if county is not None and county.municipality_count == 1:
        return redirect(municipality_address(municipalities_of(county.number)[0]))
    delivering = counties_that_deliver()
    context: dict[str, Any] = {
        "text": text,
        "found": found,
        "hits": [(each.municipality, _other_names(each.municipality)) for each in found.hits] if found else [],
        "county": county,
        "county_unknown": number if number and county is None else "",
        "has_errors": bool(number and county is None) or bool(found and found.is_nothing),
        "counties": [(each, _is_marked(each, delivering)) for each in all_counties()],
        "delivering_known": delivering is not None,
        "any_marked": any(_is_marked(each, delivering) for each in all_counties()),
        "source": book.provenance.get("municipalities"),
        "people_source": book.provenance.get("municipality_population"),
    }
    context |= _of_county(county, delivering) if county else {"norway": norway(book)}
    return render(request, "pages/open/municipalities/choose.html", context)


def _of_county(county: County, delivering: frozenset[str] | None) -> dict[str, Any]:
    places = municipalities_of(county.number)
    return {
        "places": [(each, _other_names(each)) for each in places],
        "picture": county_picture(register(), county.number),
        "county_marked": _is_marked(county, delivering),
    }


def _other_names(place: Municipality) -> list[tuple[str, str]]:
    return [(each.name, each.language) for each in place.names if each.name != place.name]


def _is_marked(county: County, delivering: frozenset[str] | None) -> bool:
    """True for a county that has not delivered apprenticeships to the source, once it is known who has."""
    return delivering is not None and county.number not in delivering


@open_page
def one(request: HttpRequest, number: str, slug: str) -> HttpResponse:
    """A municipality. Another name, or a number of before, leads to the right address."""
    book = register()
    places = _todays(book, number)
    if len(places) != 1:
        return _no_such(request, number, places, slug)
    place = places[0]
    if (place.number, place.slug) != (number, slug):
        return redirect(municipality_address(place), permanent=True)
    context = municipality_context(book, place, timezone.localdate())
    return render(request, "pages/open/municipalities/one.html", context)


@open_page
def by_number(request: HttpRequest, number: str) -> HttpResponse:
    """A bare number, of today or of 2020-2023: on to the page, or a choice when the municipality was split."""
    places = _todays(register(), number)
    if len(places) != 1:
        return _no_such(request, number, places)
    return redirect(municipality_address(places[0]), permanent=places[0].number == number)


@open_page
def by_county(request: HttpRequest, number: str) -> HttpResponse:
    """A bare county number: on to the county's list."""
    return redirect(f"{open_address('open_municipalities')}?{urlencode({'fylke': number})}", permanent=True)


@open_page
def by_name(request: HttpRequest, name: str) -> HttpResponse:
    """A bare name: on to the page when it is surely that one, else to the search."""
    found = find(name.replace("-", " "))
    if found.only is not None:
        return redirect(municipality_address(found.only), permanent=True)
    return redirect(f"{open_address('open_municipalities')}?{urlencode({'q': found.text})}", permanent=True)


def _todays(book: Register, number: str) -> tuple[Municipality, ...]:
    """The municipality with the number, today or before; several after a split, none for a number nobody had."""
    numbers = book.earlier[number].today if number in book.earlier else (number,)
    return tuple(book.municipalities[each] for each in numbers if each in book.municipalities)


def _no_such(request: HttpRequest, number: str, places: tuple[Municipality, ...], slug: str = "") -> HttpResponse:
    """300 with the municipalities of today where one was split, 404 in words for a number that nobody has had."""
    near = [] if places else [each.municipality for each in search(slug.replace("-", " "), limit=5)]
    context = {"number": number, "places": places, "near": near, "text": ""}
    return render(request, "pages/open/municipalities/no_such.html", context, status=300 if places else 404)
