"""The home page: what BPA is in three sentences, and the doors to the answers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from selvstyrt.faces.web.open.menu import doors
from selvstyrt.faces.web.open.shell import open_page


@open_page
def home(request: HttpRequest) -> HttpResponse:
    """The home page; `/` is its address in bokmål, for who is not logged in."""
    return render(request, "pages/open/home/home.html", {"doors": doors()})
