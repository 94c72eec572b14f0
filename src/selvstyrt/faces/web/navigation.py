"""The main menu: which areas of a scheme a person sees, and which one the page belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from selvstyrt.apps.schemes.access import Access, Right


@dataclass(frozen=True, slots=True)
class Area:
    """An area of a scheme: its name, the page it opens on, and the rights of which one lets in."""

    label: str | Promise
    url_name: str
    rights: frozenset[Right]


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of the menu."""

    label: str
    url: str
    current: bool


AREAS = (
    Area(_("Nå"), "scheme", frozenset(Right)),
    Area(_("Vaktplan"), "week", frozenset({Right.SEE_PLAN})),
    Area(_("Planer"), "plans", frozenset({Right.MAKE_PLAN})),
    Area(_("Timer"), "time", frozenset({Right.SEE_OWN_TIME})),
    Area(_("Godkjenning"), "approve", frozenset({Right.APPROVE_TIME, Right.SEE_TIME})),
    Area(_("Måneder"), "months", frozenset({Right.LOCK_MONTH})),
    Area(_("Team"), "team", frozenset({Right.SEE_TEAM})),
    Area(_("Behov"), "needs", frozenset({Right.CHANGE_NEEDS})),
    Area(_("Vedtak"), "decisions", frozenset({Right.SEE_DECISION})),
    Area(_("Om ordningen"), "scheme_about", frozenset({Right.CHANGE_SCHEME})),
    Area(_("Timekonto"), "hours", frozenset({Right.SEE_HOURS})),
    Area(_("Lønn"), "pay", frozenset({Right.SEE_OWN_PAY, Right.SEE_ALL_PAY})),
    Area(_("Rapport"), "report", frozenset({Right.SEE_REPORT})),
)


def context(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `navigation`, `scheme_name`, `scheme_url` for the layout.

    Inside a scheme (the gate has put `request.access` there) its areas; elsewhere the person's own pages.
    """
    access: Access | None = getattr(request, "access", None)
    if access is not None:
        url = reverse("scheme", kwargs={"scheme_uid": access.scheme_uid})
        path = url if request.path == "/" else request.path
        return {"navigation": scheme_links(access, path), "scheme_name": access.scheme_name, "scheme_url": url}
    if getattr(request, "user", None) is None or not request.user.is_authenticated:
        return {}
    url = reverse("start")
    return {"navigation": [Link(str(_("Start")), url, url == request.path)]}


def scheme_links(access: Access, path: str) -> list[Link]:
    """The areas of the scheme that the person may see; the one with the longest matching address is the current."""
    found = [
        (area, reverse(area.url_name, kwargs={"scheme_uid": access.scheme_uid}))
        for area in AREAS
        if any(access.may(right) for right in area.rights)
    ]
    current = max((url for _area, url in found if path.startswith(url)), key=len, default="")
    return [Link(str(area.label), url, url == current) for area, url in found]
