"""What happens around every request: an id for the logs, refusal of broken addresses, private caching."""

from __future__ import annotations

import json
import logging
import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

Next = Callable[[HttpRequest], HttpResponse]

_request_id: ContextVar[str] = ContextVar("request_id", default="")
_NUL = re.compile(r"\x00|%00", re.IGNORECASE)
_PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class LogLine(logging.Formatter):
    """One JSON object a line, time in UTC, with the request's id; never names or numbers of people."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request": _request_id.get(),
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def current_request_id() -> str:
    """The id of the request being answered, to show on an error page."""
    return _request_id.get()


def request_id(get_response: Next) -> Next:
    """Give each request an id that stands in the logs and in the answer."""

    def middleware(request: HttpRequest) -> HttpResponse:
        token = _request_id.set(uuid.uuid4().hex[:12])
        try:
            response = get_response(request)
            response["X-Request-Id"] = _request_id.get()
        finally:
            _request_id.reset(token)
        return response

    return middleware


def safe_requests(get_response: Next) -> Next:
    """Refuse NUL bytes in the address, which databases cannot store or compare."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if _NUL.search(request.path) or _NUL.search(request.META.get("QUERY_STRING", "")):
            raise BadRequest("The address holds a NUL byte.")
        return get_response(request)

    return middleware


def private_pages(get_response: Next) -> Next:
    """Keep pages of a logged-in person out of shared and local caches; empty the cache at log-out."""

    def middleware(request: HttpRequest) -> HttpResponse:
        was_logged_in = request.user.is_authenticated
        response = get_response(request)
        response.setdefault("Permissions-Policy", _PERMISSIONS)
        if was_logged_in or request.user.is_authenticated:
            response.setdefault("Cache-Control", "no-store")
        if was_logged_in and request.method == "POST" and request.path == reverse("account_logout"):
            response["Clear-Site-Data"] = '"cache"'
        return response

    return middleware
