"""Template tags of the open pages: addresses in the page's own language, structured data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString

from selvstyrt.faces.web.open import structured
from selvstyrt.faces.web.open.shell import CODES, open_address

register = template.Library()


@register.simple_tag
def open_url(name: str, **kwargs: Any) -> str:
    """`{% open_url "open_guide_page" slug="klage" %}`: the page's address in the language being read."""
    return open_address(name, **kwargs)


@register.simple_tag
def json_ld(data: Mapping[str, Any]) -> SafeString:
    """`{% json_ld occupation %}`: schema.org data as a script element that browsers do not run."""
    return structured.json_ld(data)


@register.filter
def told(words: str) -> SafeString:
    """`{{ provenance.note|told }}`: the source's own words in the page's language, else marked as Norwegian."""
    text = translation.gettext(words) if words else ""
    if text == words and translation.get_language() == "en":
        return format_html('<span lang="no">{}</span>', words)
    return format_html("{}", text)


@register.simple_tag(takes_context=True)
def other_languages(context: template.Context) -> list[tuple[str, str]]:
    """(code, address) of this page in each language, the page's own included; empty where it has no open address."""
    request = context["request"]
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return []
    if match.url_name == "start":  # the home page in bokmål, for who is not logged in
        return [(code, open_address("open_home", code)) for code in CODES]
    if "language" not in match.kwargs or match.url_name is None:
        return []
    words = {key: value for key, value in match.kwargs.items() if key != "language"}
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    return [(code, open_address(match.url_name, code, **words) + query) for code in CODES]
