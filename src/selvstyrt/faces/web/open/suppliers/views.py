"""Pages of the supplier directory: the list with filters, one supplier, several side by side."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from selvstyrt.apps.directory.queries.companies import company
from selvstyrt.apps.directory.queries.suppliers import Supplier
from selvstyrt.apps.directory.queries.suppliers import supplier as supplier_of
from selvstyrt.apps.directory.queries.suppliers import suppliers as all_suppliers
from selvstyrt.faces.web.open.shell import open_page
from selvstyrt.faces.web.open.suppliers.forms import FilterForm
from selvstyrt.faces.web.open.suppliers.showing import compared, covered_counties, offers_of, structured

MOST_COMPARED = 4


@open_page
def suppliers(request: HttpRequest) -> HttpResponse:
    """All suppliers, or those that fit the filters."""
    form = FilterForm(request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    place, on = asked.get("kommune"), timezone.localdate()
    known = all_suppliers()
    fitting = [
        each
        for each in known
        if set(asked.get("tjeneste") or ()) <= set(each.services)
        and (asked.get("sprak") is None or asked["sprak"] in each.languages)
    ]
    lines = [(each, each.covers(place.number, on) if place else None) for each in fitting]
    there = [(each, line) for each, line in lines if place is None or line is not None]
    perhaps = [each for each in fitting if place is not None and each.coverage is None]
    context = {
        "form": form,
        "place": place,
        "there": [(each, line, offers_of(each)) for each, line in there],
        "perhaps": perhaps,
        "left_out": len(known) - len(there) - len(perhaps),
        "is_filtered": bool(asked and any(asked.values())),
    }
    return render(request, "pages/open/suppliers/list.html", context)


@open_page
def one(request: HttpRequest, slug: str) -> HttpResponse:
    """One supplier."""
    found = supplier_of(slug)
    if found is None:
        return render(request, "pages/open/suppliers/no_such.html", {"slug": slug}, status=404)
    context = {
        "supplier": found,
        "offers": offers_of(found),
        "counties": covered_counties(found, timezone.localdate()),
        "structured": structured(found),
        "company": company(found.organisation_number) if found.organisation_number else None,
    }
    return render(request, "pages/open/suppliers/one.html", context)


@open_page
def compare(request: HttpRequest) -> HttpResponse:
    """Up to four suppliers side by side."""
    known = {each.slug: each for each in all_suppliers()}
    asked = list(dict.fromkeys(slug for slug in request.GET.getlist("s") if slug))
    chosen: list[Supplier] = [known[slug] for slug in asked if slug in known]
    on = timezone.localdate()
    context = {
        "chosen": [(each, offers_of(each), _covered(each, on)) for each in chosen[:MOST_COMPARED]],
        "groups": compared(chosen[:MOST_COMPARED]),
        "unknown": [slug[:80] for slug in asked if slug not in known],
        "too_many": chosen[MOST_COMPARED:],
        "others": [each for each in known.values() if each not in chosen[:MOST_COMPARED]],
        "most": MOST_COMPARED,
    }
    return render(request, "pages/open/suppliers/compare.html", context)


def _covered(supplier: Supplier, on: date) -> int | None:
    """How many municipalities the supplier names on the day; None when it has no list here."""
    if supplier.coverage is None:
        return None
    return len({line.municipality_number for line in supplier.coverage if line.holds_on(on)})
