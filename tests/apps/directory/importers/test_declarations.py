"""What every importer says of its source is whole, and what is shipped can be read."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from selvstyrt.apps.directory.importers import IMPORTERS
from selvstyrt.apps.directory.importing import Importer
from selvstyrt.apps.directory.schedules import SSB_QUIET
from selvstyrt.apps.directory.shelf import SHIPPED, Provenance, shipped

SCHEDULES = {
    "utdanning-apprenticeships": "every night at 03:20",
    "utdanning-employers": "day 13 of each month at 09:00",
}


@pytest.mark.parametrize("importer", IMPORTERS, ids=lambda each: each.name)
def test_an_importer_says_everything_of_its_source(importer: Importer) -> None:
    assert all(
        text.strip()
        for text in (importer.name, importer.publisher, importer.title, importer.licence, importer.attribution)
    )
    assert urlsplit(importer.address).scheme == "https"
    assert importer.hosts
    assert importer.datasets
    assert 0 <= importer.shrinking.percent <= 100
    assert len(importer.shrinking.because) > 20
    assert 1 <= importer.calls_a_minute <= 600
    if "data.ssb.no" in importer.hosts:
        assert (importer.calls_a_minute, importer.quiet) == (30, SSB_QUIET)


@pytest.mark.parametrize("importer", IMPORTERS, ids=lambda each: each.name)
def test_an_importer_is_due_at_least_once_a_year_and_never_in_the_future(importer: Importer) -> None:
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    due = importer.schedule.last_due(now)
    assert due is not None
    assert now - timedelta(days=366) < due <= now


def test_the_rhythm_that_the_sources_tell_is_kept() -> None:
    told = {importer.name: importer.schedule.describe() for importer in IMPORTERS}
    assert {name: told[name] for name in SCHEDULES} == SCHEDULES
    assert "on 02-" in told["utdanning-pay"]


def test_no_name_and_no_dataset_belongs_to_two_importers() -> None:
    names = Counter(importer.name for importer in IMPORTERS)
    datasets = Counter(dataset.name for importer in IMPORTERS for dataset in importer.datasets)
    assert [
        name for name, count in (names + datasets).items() if count > 1 and (names[name] > 1 or datasets[name] > 1)
    ] == []


def test_every_shipped_snapshot_of_an_importer_is_read_by_its_dataset() -> None:
    read = [shipped(dataset) for importer in IMPORTERS for dataset in importer.datasets]
    assert sum(found is not None for found in read) >= 8


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.json")), ids=lambda path: path.stem)
def test_a_shipped_snapshot_says_where_it_is_from_and_nothing_in_it_is_constructed(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = json.loads(text)
    header = found["provenance"]
    provenance = Provenance(**{**header, "retrieved_on": date.fromisoformat(header["retrieved_on"])}, shipped=True)
    assert all((provenance.publisher, provenance.title, provenance.licence, provenance.attribution))
    assert provenance.address.startswith("https://") or (not provenance.address and provenance.note)
    assert found["content"]
    assert "KONSTRUERT" not in text.upper()


@pytest.mark.parametrize("importer", IMPORTERS, ids=lambda each: each.name)
def test_the_page_about_formats_has_the_importer_as_it_is(importer: Importer) -> None:
    page = (Path(__file__).parents[4] / "docs" / "formats.md").read_text(encoding="utf-8")
    cells = [
        f"`{importer.name}`",
        ", ".join(f"`{dataset.name}`" for dataset in importer.datasets),
        ", ".join(sorted(importer.hosts)),
        importer.schedule.describe(),
        f"{importer.shrinking.percent} %",
        importer.licence,
    ]
    assert f"| {' | '.join(cells)} |" in page
