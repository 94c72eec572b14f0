"""The list of all open pages for search engines (nettstedskart), and what robots may read."""

from __future__ import annotations

from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from selvstyrt.faces.web.open.data import sitemap as data
from selvstyrt.faces.web.open.fees import sitemap as fees
from selvstyrt.faces.web.open.guide import sitemap as guide
from selvstyrt.faces.web.open.municipalities import sitemap as municipalities
from selvstyrt.faces.web.open.occupations import sitemap as occupations
from selvstyrt.faces.web.open.pay import sitemap as pay
from selvstyrt.faces.web.open.right import sitemap as right
from selvstyrt.faces.web.open.shell import open_address
from selvstyrt.faces.web.open.suppliers import sitemap as suppliers
from selvstyrt.faces.web.open.vacancies import sitemap as vacancies

AREAS = (guide, right, fees, municipalities, suppliers, occupations, pay, vacancies, data)
KEPT_SECONDS = 3600
Words = dict[str, Any]


class OpenPages(Sitemap):  # type: ignore[type-arg]  # the class itself takes none
    """Every open page in each language, with its counterparts in the others."""

    i18n = True
    alternates = True

    def items(self) -> list[tuple[str, Words]]:
        found: list[tuple[str, Words]] = [("open_home", {})]
        for area in AREAS:
            found += area.addresses()
        return found

    def location(self, item: tuple[str, Words]) -> str:
        name, words = item
        return open_address(name, **words)


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """All open pages as XML (sitemaps.org)."""
    request.is_open = True  # type: ignore[attr-defined]
    pages = OpenPages()
    pages.protocol = request.scheme
    response = sitemap(request, {"open": pages})
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What robots may read: the open pages, not what needs a login or holds somebody's answers."""
    request.is_open = True  # type: ignore[attr-defined]
    lines = [
        "User-agent: *",
        *(f"Disallow: /{closed}/" for closed in ("s", "konto", "meg", "ordninger", "cal")),
        *(f"Disallow: {open_address('open_home', code)}rett/svar" for code in ("nb", "nn", "en")),
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
    ]
    response = HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response
