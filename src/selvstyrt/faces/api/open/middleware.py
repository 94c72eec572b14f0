"""What stands around the open API: no cookie comes in, any page may ask, and what has not changed is not sent again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response

from selvstyrt.faces.api.open.problems import MEDIA_TYPE, language_asked, plain

PREFIX = "/api/open/"
FRESH_SECONDS = 300
_METHODS = "GET, HEAD, POST, OPTIONS"


def open_api(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: for addresses of the open API alone; it must stand before sessions and languages."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(PREFIX):
            return get_response(request)
        request.META.pop("HTTP_COOKIE", None)  # nobody is known here, so no session is ever looked up
        if request.method == "OPTIONS":
            return _open_to_all(HttpResponse(status=204))
        is_head, request.method = request.method == "HEAD", "GET" if request.method == "HEAD" else request.method
        response = _finished(request, get_response(request))
        if is_head:
            response.content = b""
        return response

    return middleware


def _finished(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.status_code >= 400 and response["Content-Type"].split(";")[0] != MEDIA_TYPE:
        with translation.override(language_asked(request)):
            response = plain(response.status_code)
    if response.status_code >= 400:
        response["Cache-Control"] = "no-store"
    response.setdefault("Cache-Control", f"public, max-age={FRESH_SECONDS}")
    response["Vary"] = "Accept-Language"
    _open_to_all(response)
    if response.status_code != 200 or request.method != "GET" or "no-store" in response["Cache-Control"]:
        return response
    etag = f'"{hashlib.blake2s(response.content, digest_size=12).hexdigest()}"'
    response["ETag"] = etag
    answer = get_conditional_response(request, etag=etag, response=response) or response
    return answer if answer is response else _open_to_all(answer)


def _open_to_all(response: HttpResponse) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = _METHODS
    response["Access-Control-Allow-Headers"] = "Accept, Accept-Language, Content-Type, If-None-Match"
    response["Access-Control-Expose-Headers"] = "ETag, Content-Disposition"
    response["Access-Control-Max-Age"] = "86400"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
