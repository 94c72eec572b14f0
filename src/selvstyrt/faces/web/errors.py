"""The pages for what cannot be answered. They need no database, no session and no script.

At an address of the open pages they speak its language and keep its head and menu.
"""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils import translation

from selvstyrt.faces.web.error_texts import text_for
from selvstyrt.faces.web.language import wished_language
from selvstyrt.faces.web.middleware import current_request_id
from selvstyrt.faces.web.open.menu import doors, language_of
from selvstyrt.faces.web.open.shell import open_address

__all__ = ["forgery_suspected", "no_access", "not_found", "not_this_way", "our_fault", "text_for", "wrong_request"]


def wrong_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request itself is broken; 413: more was sent than anybody types."""
    if isinstance(exception, RequestDataTooBig):
        return _page(request, 413, template="errors/too_large.html")
    return _page(request, 400)


def no_access(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: logged in, but this is somebody else's."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page, or not for this person."""
    return _page(request, 404)


def not_this_way(request: HttpRequest) -> HttpResponse:
    """405: something was sent to an address that takes nothing, as an old page or another program may do."""
    return _page(request, 405)


def our_fault(request: HttpRequest) -> HttpResponse:
    """500: the fault is ours."""
    return _page(request, 500)


def forgery_suspected(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its security code: usually an old page."""
    return _page(request, 403, template="errors/old_form.html")


def _page(request: HttpRequest, status: int, *, template: str = "") -> HttpResponse:
    open_language = language_of(request.path)
    language = (
        open_language
        or getattr(request, "LANGUAGE_CODE", "")
        or wished_language(request.META.get("HTTP_ACCEPT_LANGUAGE", ""))
    )
    with translation.override(language):
        context = {"LANGUAGE_CODE": language, "request_id": current_request_id()}
        if open_language:
            context |= {"request": request, "doors": doors(request.path), "home_url": open_address("open_home")}
        content = loader.render_to_string(template or f"errors/{status}.html", context)
    response = HttpResponse(content, status=status)
    response["Content-Language"] = language
    return response
