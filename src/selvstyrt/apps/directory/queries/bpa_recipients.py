"""Reads of how many have BPA in the whole country (mottakere av BPA)."""

from __future__ import annotations

from selvstyrt.apps.directory.datasets.bpa_recipients import ALL_AGES, BPA_RECIPIENTS, Recipients
from selvstyrt.apps.directory.shelf import Shelved, current


def recipients_by_year() -> Shelved[tuple[Recipients, ...]] | None:
    """Persons with BPA on 31 December of each year, all ages, oldest year first; None when nothing is collected."""
    found = current(BPA_RECIPIENTS)
    if found is None:
        return None
    years = sorted((row for row in found.content if row.age_group == ALL_AGES), key=lambda row: row.year)
    return Shelved(tuple(years), found.provenance)


def recipients_by_age(year: int) -> Shelved[tuple[Recipients, ...]] | None:
    """Persons with BPA on 31 December of the year by age group, youngest first; empty where the year has no groups.

    The groups of two years can differ (80-89 and 90+ became 80+), so they are never compared one to one here.
    """
    found = current(BPA_RECIPIENTS)
    if found is None:
        return None
    groups = tuple(row for row in found.content if row.year == year and row.age_group != ALL_AGES)
    return Shelved(groups, found.provenance)
