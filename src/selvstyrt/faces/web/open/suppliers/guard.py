"""The guard of the contact form (vern mot søppelpost): no third party, no riddles, no cookie, no script.

The form carries a signed word with the supplier, a number of its own and when it was given out. One that comes back
at once was not written by a person; the person who was quick presses the button again, with everything still there.
A form may lie open as long as somebody needs within a day. A post that by the browser's word comes from another site
is not taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from secrets import token_hex
from urllib.parse import urlsplit

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest

LEAST = timedelta(seconds=3)
MOST = timedelta(hours=24)
_SALT = "selvstyrt.contact"


class Doubt(StrEnum):
    """Why a post is not taken at once (tvil)."""

    TOO_QUICK = "too_quick"
    TOO_OLD = "too_old"
    NOT_OURS = "not_ours"


@dataclass(frozen=True, slots=True)
class Pass:
    """What a form carried: its own number, and a doubt when there is one."""

    nonce: str
    doubt: Doubt | None = None


def give(slug: str, now: datetime) -> str:
    """A signed word for a new form to this supplier."""
    return Signer(salt=_SALT).sign(f"{slug}:{token_hex(16)}:{int(now.timestamp())}")


def take(word: str, slug: str, now: datetime) -> Pass:
    """Read the word of a form that came back."""
    try:
        whose, nonce, given = Signer(salt=_SALT).unsign(word[:300]).rsplit(":", 2)
    except (BadSignature, ValueError):
        return Pass("", Doubt.NOT_OURS)
    if whose != slug:
        return Pass("", Doubt.NOT_OURS)
    age = timedelta(seconds=now.timestamp() - int(given))
    if age > MOST:
        return Pass(nonce, Doubt.TOO_OLD)
    return Pass(nonce, Doubt.TOO_QUICK if age < LEAST else None)


def is_from_here(request: HttpRequest) -> bool:
    """False when the browser says that another site sent the form; True from browsers that do not say."""
    site = request.headers.get("Sec-Fetch-Site", "")
    if site:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin", "")
    return not origin or urlsplit(origin).netloc == request.get_host()
