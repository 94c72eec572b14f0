"""What every open page has in common: its language stands in the address, anybody may cache it, it sets no cookie."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.urls import register_converter, reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from selvstyrt.apps.directory.shelf import one_reading
from selvstyrt.faces.web.middleware import Next

P = ParamSpec("P")
View = Callable[..., HttpResponse]
CODES = tuple(code for code, _name in settings.LANGUAGES)
FRESH_SECONDS = 300  # how long a browser or a proxy may show a page without asking again


class OpenLanguage:
    """The language in front of an open address: nothing for bokmål, `nn/`, `en/`."""

    regex = "(?:" + "|".join(f"{code}/" for code in CODES if code != settings.LANGUAGE_CODE) + ")?"

    def to_python(self, value: str) -> str:
        return value.rstrip("/") or settings.LANGUAGE_CODE

    def to_url(self, value: str) -> str:
        if value not in CODES:
            raise ValueError(f"There are no open pages in {value!r}; the languages are {', '.join(CODES)}.")
        return "" if value == settings.LANGUAGE_CODE else f"{value}/"


register_converter(OpenLanguage, "open_language")


def open_address(name: str, language: str | None = None, **kwargs: Any) -> str:
    """The address of an open page, in the language that is active unless another is named."""
    return reverse(
        name, kwargs={"language": language or translation.get_language() or settings.LANGUAGE_CODE, **kwargs}
    )


def open_page(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> View:
    """A page that is the same for everybody: GET and HEAD only, cached, answered 304 when nothing has changed.

    Takes `language` off the address's words and makes it the language of the page. The view may set its own
    Cache-Control, for instance `no-store` on a page whose address tells about somebody's health. The process keeps
    what it has made for a minute; never an answer to a question (an address with a query), which may be personal.
    """
    speaking = _in_its_language(view)

    @require_safe
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        made = caches["open"]
        key = f"{request.scheme}://{request.get_host()}{request.path}" if not request.META.get("QUERY_STRING") else ""
        kept = made.get(key) if key else None
        if kept is not None:
            request.is_open = True  # type: ignore[attr-defined]
            response = HttpResponse(kept[0], headers=kept[1])
        else:
            response = speaking(request, *args, **kwargs)
            # The front door itself shows something else to who is logged in.
            freshness = f"public, max-age={FRESH_SECONDS}" if request.path != "/" else "no-cache"
            response.setdefault("Cache-Control", freshness)
            if response.status_code != 200 or response.streaming or "no-store" in response["Cache-Control"]:
                return response
            response["ETag"] = f'"{hashlib.blake2s(response.content, digest_size=12).hexdigest()}"'
            if key and not response.cookies:
                made.set(key, (response.content, dict(response.items())))
        return get_conditional_response(request, etag=response["ETag"], response=response) or response

    return page


def open_form(view: Callable[Concatenate[HttpRequest, P], HttpResponse]) -> View:
    """An open page that takes what somebody sends: language as `open_page`, never kept in a cache."""
    speaking = _in_its_language(view)

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = speaking(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    return page


def _in_its_language(view: View) -> View:
    def page(request: HttpRequest, *args: Any, language: str = settings.LANGUAGE_CODE, **kwargs: Any) -> HttpResponse:
        with translation.override(language):
            request.LANGUAGE_CODE = language
            request.is_open = True  # type: ignore[attr-defined]  # read by same_for_all
            with one_reading():
                response = view(request, *args, **kwargs)
        response["Content-Language"] = language
        return response

    return page


def same_for_all(get_response: Next) -> Next:
    """Middleware: an open page depends neither on cookies nor on the browser's languages, so `Vary` must not say so."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if getattr(request, "is_open", False) and "public" in response.get("Cache-Control", ""):
            kept = [name for name in response.get("Vary", "").split(", ") if name == "Accept-Encoding"]
            if kept:
                response["Vary"] = ", ".join(kept)
            elif "Vary" in response:
                del response["Vary"]
        return response

    return middleware
