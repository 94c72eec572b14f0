"""The list of municipalities of a supplier: see it, replace it by a CSV file after a look, take it out again."""

from __future__ import annotations

import csv
import io
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from selvstyrt.apps.directory.coverage import COLUMNS, CoverageFile, CoverageProblem, read_coverage
from selvstyrt.apps.directory.datasets.suppliers import CoveredPlace
from selvstyrt.apps.directory.profiles import replace_coverage
from selvstyrt.apps.directory.queries.municipalities import register, todays
from selvstyrt.apps.directory.queries.suppliers import OwnProfile
from selvstyrt.core.base import WrongInput
from selvstyrt.faces.web.access import actor
from selvstyrt.faces.web.supplier.error_texts import COVERAGE_PROBLEMS
from selvstyrt.faces.web.supplier.forms import CoverageForm
from selvstyrt.faces.web.supplier.gate import of_own_supplier, sections

MOST_PROBLEMS = 20


@require_http_methods(["GET", "HEAD", "POST"])
@of_own_supplier
def coverage(request: HttpRequest, own: OwnProfile) -> HttpResponse:
    """The list as it stands, and a new one: first shown, then stored by "Lagre listen"."""
    form = CoverageForm(request.POST or None, request.FILES or None)
    context = {"own": own, "form": form, "sections": sections(own, "supplier_coverage"), "now": _named(own.coverage)}
    if request.method == "POST" and form.is_valid():
        found = read_coverage(
            form.cleaned_data["text"], organisation_number=own.organisation_number, numbers_today=_numbers_today
        )
        for problem in found.problems[:MOST_PROBLEMS]:
            form.add_error("text", _problem_text(problem))
        if not found.problems and "save" in request.POST:
            replace_coverage(supplier_uid=own.supplier_uid, places=found.places, by=actor(request), now=timezone.now())
            text = ngettext(
                "Listen med %(count)d linje er lagret.", "Listen med %(count)d linjer er lagret.", len(found.places)
            )
            messages.success(request, text % {"count": len(found.places)})
            return redirect("supplier_coverage", supplier_uid=own.supplier_uid)
        if not found.problems:
            context |= {"text": form.cleaned_data["text"], **_changes(own, found)}
    return render(request, "pages/supplier/coverage.html", context, status=422 if form.errors else 200)


@require_safe
@of_own_supplier
def coverage_file(request: HttpRequest, own: OwnProfile) -> HttpResponse:
    """The list as a CSV file in the layout that is read."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["supplier_orgnr", "supplier_name", *COLUMNS])
    for place in own.coverage:
        takes = "" if place.takes_new is None else str(place.takes_new).lower()
        days = [place.first_day or "", place.last_day or ""]
        row = [place.municipality_number, place.agreement_kind, *days, takes, place.source_url, place.checked_on]
        writer.writerow([own.organisation_number, own.name.lstrip("=+-@"), *row])
    answer = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="kommuner-{own.slug or "ny"}.csv"'
    return answer


def _changes(own: OwnProfile, found: CoverageFile) -> dict[str, object]:
    """What would be different: new and gone municipalities, and old numbers that were read as new ones."""
    before = {each.municipality_number for each in own.coverage}
    after = {each.municipality_number for each in found.places}
    return {
        "found": _named(found.places),
        "new": len(after - before),
        "gone": len(before - after),
        "renumbered": found.renumbered,
    }


def _named(places: tuple[CoveredPlace, ...]) -> list[tuple[str, CoveredPlace]]:
    known = register().municipalities
    named = [
        (known[each.municipality_number].label if each.municipality_number in known else each.municipality_number, each)
        for each in places
    ]
    return sorted(named, key=lambda pair: (pair[0], pair[1].municipality_number, pair[1].first_day or date.min))


def _numbers_today(number: str) -> tuple[str, ...]:
    try:
        return tuple(each.number for each in todays(number))
    except WrongInput:
        return ()


def _problem_text(problem: CoverageProblem) -> str:
    facts = {
        name: ", ".join(map(str, value)) if isinstance(value, list) else value for name, value in problem.facts.items()
    }
    return _("Linje %(line)d: %(text)s") % {"line": problem.line, "text": str(COVERAGE_PROBLEMS[problem.code]) % facts}
