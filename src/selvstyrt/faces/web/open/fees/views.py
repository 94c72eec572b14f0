"""The page about fees."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from selvstyrt.faces.web.open.fees.forms import asked_form
from selvstyrt.faces.web.open.fees.outcome import context_of
from selvstyrt.faces.web.open.fees.standing import standing
from selvstyrt.faces.web.open.shell import open_page


@open_page
def fees(request: HttpRequest) -> HttpResponse:
    """What a month of help costs, by the numbers in the address; nothing is kept."""
    form = asked_form(request.GET)
    context: dict[str, Any] = {"form": form, **standing(timezone.localdate())}
    if form.is_valid():
        context |= context_of(form.question())
    response = render(request, "pages/open/fees/fees.html", context)
    if form.is_bound:  # the address tells somebody's income
        response["Cache-Control"] = "no-store"
    return response
