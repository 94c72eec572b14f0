"""Where adverts come from (kilder til annonser): the lists that a search unites.

NAV's adverts are one source. Adverts that schemes in Selvstyrt write themselves will be another: their rows live in an
app above this one, which this one must not know. So that app gives a function to `add_source` when it starts
(`AppConfig.ready`), and from then on every search, page, feed and the open API has its adverts too, under the same
rules: only while they are open, with their own provenance.
"""

from __future__ import annotations

from collections.abc import Callable

from selvstyrt.apps.directory.datasets.vacancies import VACANCIES, Vacancies
from selvstyrt.apps.directory.shelf import Shelved, current

Source = Callable[[], Shelved[Vacancies] | None]
"""A source gives its adverts with their provenance; None: nothing has been collected from it yet."""


def nav_adverts() -> Shelved[Vacancies] | None:
    """The adverts collected from NAV."""
    return current(VACANCIES)


_sources: list[Source] = [nav_adverts]


def sources() -> tuple[Source, ...]:
    """All sources, NAV's first."""
    return tuple(_sources)


def add_source(source: Source) -> None:
    """Let every search ask one more source; adding the same one again changes nothing."""
    if source not in _sources:
        _sources.append(source)


def remove_source(source: Source) -> None:
    """Ask a source no more; one that is not asked is left alone."""
    if source in _sources:
        _sources.remove(source)
