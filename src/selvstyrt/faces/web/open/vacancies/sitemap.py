"""Addresses for search engines: the search, and each open advert."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from selvstyrt.apps.directory.queries.vacancies import Filters, search


def addresses() -> Iterable[tuple[str, dict[str, Any]]]:
    """(url name, words) of every page of the area."""
    yield "open_vacancies", {}
    for vacancy in search(Filters(), timezone.localdate()).vacancies:
        yield "open_vacancy", {"uid": vacancy.uid}
