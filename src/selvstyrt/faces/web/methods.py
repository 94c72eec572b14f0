"""What an address answers that cannot be opened, or cannot be sent to: never a blank page.

Some addresses only take what a form sends, and may show the form again with its errors. Whoever then reloads the
address, or chooses another language there, asks for a page that is not: they are led to the page around it.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import Resolver404, resolve, reverse

from selvstyrt.faces.web.errors import not_this_way
from selvstyrt.faces.web.middleware import Next

BESIDE = {"withdraw_request": "open_shifts", "entry_confirm": "scheme"}
"""Pages of the scheme for addresses whose neighbour above is for other people than those who send there."""


def answers_all_methods(get_response: Next) -> Next:
    """Middleware: lead to the page around an address that only takes what is sent; else a page that says so."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 405 or response.content:
            return response
        if request.method in {"GET", "HEAD"}:
            return HttpResponseRedirect(page_around(request.path))
        page = not_this_way(request)
        page["Allow"] = response["Allow"]
        return page

    return middleware


def page_around(path: str) -> str:
    """The nearest address above this one that leads somewhere; at last the start page."""
    asked = resolve(path)
    if asked.url_name in BESIDE:
        return reverse(BESIDE[asked.url_name], kwargs={"scheme_uid": asked.kwargs["scheme_uid"]})
    parts = path.strip("/").split("/")
    for count in range(len(parts) - 1, 0, -1):
        above = f"/{'/'.join(parts[:count])}/"
        try:
            resolve(above)
        except Resolver404:
            continue
        return above
    return "/"
