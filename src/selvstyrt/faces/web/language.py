"""Which language a page is in: the person's own choice, else the cookie, else the browser's wish, else bokmål."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.people.services import change_language
from selvstyrt.faces.web.middleware import Next

CODES = frozenset(code for code, _name in settings.LANGUAGES)


def chosen_language(get_response: Next) -> Next:
    """Activate the language for the request and name it in the answer."""

    def middleware(request: HttpRequest) -> HttpResponse:
        code = language_of(request)
        with translation.override(code):
            request.LANGUAGE_CODE = code
            response = get_response(request)
        response.setdefault("Content-Language", code)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response

    return middleware


def language_of(request: HttpRequest) -> str:
    """The code of the language for this request."""
    person = getattr(request.user, "person", None)
    if person is not None and person.language in CODES:
        return str(person.language)
    cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if cookie in CODES:
        return cookie
    return wished_language(request.META.get("HTTP_ACCEPT_LANGUAGE", ""))


def wished_language(header: str) -> str:
    """The first language in the browser's list that we have; "no" means bokmål; none of them means bokmål."""
    wishes = []
    for position, part in enumerate(header[:500].split(",")):
        tag, _sep, parameter = part.strip().partition(";")
        weight = parameter.strip().removeprefix("q=") or "1"
        code = tag.strip().lower().split("-")[0]
        code = {"no": "nb"}.get(code, code)
        if code in CODES and weight.replace(".", "", 1).isdecimal() and weight.isascii():
            wishes.append((-_thousandths(weight), position, code))
    return min(wishes)[2] if wishes else settings.LANGUAGE_CODE


def _thousandths(weight: str) -> int:
    whole, _dot, rest = weight.partition(".")
    return int(whole or "0") * 1000 + int((rest + "000")[:3])


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the chosen language, for the person and in a cookie, and go back to the page."""
    code = request.POST.get("language", "")
    if code not in CODES:
        return HttpResponseBadRequest(_("Dette språket har vi ikke. Velg bokmål, nynorsk eller engelsk."))
    person = getattr(request.user, "person", None)
    if person is not None:
        change_language(language=code, by=Actor(person.uid), now=timezone.now())
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=settings.HTTPS):
        target = "/"
    response = HttpResponseRedirect(target)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response
