"""The menu of the open pages: the questions they answer, in the order most people ask them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise

from selvstyrt.faces.web.open.shell import open_address


@dataclass(frozen=True, slots=True)
class Door:
    """One way in: what it is called, the page it opens on, and what one finds there."""

    label: str | Promise
    url_name: str
    promise: str | Promise


@dataclass(frozen=True, slots=True)
class DoorLink:
    """A door in the language of the page."""

    label: str
    url: str
    promise: str
    current: bool


DOORS: tuple[Door, ...] = ()


def doors(path: str = "") -> list[DoorLink]:
    """The doors in the active language; the one whose address the path begins with is the current."""
    found = []
    for door in DOORS:
        url = open_address(door.url_name)
        found.append(DoorLink(str(door.label), url, str(door.promise), path.startswith(url)))
    return found


def context(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `doors` for the layout of open pages."""
    return {"doors": doors(request.path)} if getattr(request, "is_open", False) else {}
