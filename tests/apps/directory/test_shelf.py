"""The shelf: what serves when nothing, something shipped, or an edition is there."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from selvstyrt.apps.directory import shelf
from selvstyrt.apps.directory.models import Edition, EditionState
from selvstyrt.apps.directory.shelf import (
    Dataset,
    UnsoundContent,
    current,
    current_of,
    field_in,
    one_reading,
    rows_in,
    text_in,
)

HEADER = {
    "publisher": "Eksempeletaten",
    "title": "Ting",
    "address": "https://example.no/ting",
    "licence": "NLOD 2.0",
    "attribution": "Eksempeletaten",
    "retrieved_on": "2026-11-01",
    "period": None,
}
NOW = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)


def words(content: Any) -> tuple[str, ...]:
    return tuple(text_in(row, "word") for row in rows_in(content))


@pytest.fixture
def ship(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Any], Dataset[tuple[str, ...]]]:
    """A folder of shipped snapshots of the test's own."""
    monkeypatch.setattr(shelf, "SHIPPED", tmp_path)

    def write(name: str, found: Any) -> Dataset[tuple[str, ...]]:
        (tmp_path / f"{name}.json").write_text(json.dumps(found), encoding="utf-8")
        return Dataset(name, words)

    return write


def edition(name: str, *said: str, state: str = EditionState.CURRENT) -> Edition:
    content = json.dumps([{"word": word} for word in said])
    given = {key: value for key, value in HEADER.items() if key != "retrieved_on"}
    return Edition.objects.create(
        dataset=name,
        source="test",
        state=state,
        content=content,
        digest=content,
        retrieved_at=NOW,
        checked_at=NOW,
        **given,
    )


@pytest.mark.django_db
def test_what_nobody_has_collected_is_none_and_not_an_empty_list() -> None:
    assert current(Dataset("test_never_there", words)) is None


@pytest.mark.django_db
def test_the_shipped_snapshot_serves_with_its_own_date_until_an_edition_is_there(ship: Any) -> None:
    things = ship("test_things", {"provenance": HEADER, "content": [{"word": "lagt ved"}]})
    found = current(things)
    assert found is not None
    assert (found.content, found.provenance.shipped, str(found.provenance.retrieved_on)) == (
        ("lagt ved",),
        True,
        "2026-11-01",
    )
    edition("test_things", "hentet")
    found = current(things)
    assert found is not None
    assert (found.content, found.provenance.shipped) == (("hentet",), False)
    assert str(found.provenance.retrieved_on) == "2027-01-01"  # the day in Oslo


@pytest.mark.django_db
@pytest.mark.parametrize("state", [EditionState.HELD, EditionState.SUPERSEDED, EditionState.REJECTED])
def test_only_the_current_edition_serves(state: str) -> None:
    edition("test_states", "nei", state=state)
    assert current(Dataset("test_states", words)) is None


@pytest.mark.django_db
def test_the_database_refuses_two_current_editions_of_a_dataset() -> None:
    edition("test_two", "en")
    with pytest.raises(IntegrityError), transaction.atomic():
        edition("test_two", "to")


@pytest.mark.django_db
def test_an_edition_is_read_once_and_asked_for_with_one_question(django_assert_num_queries: Any) -> None:
    things, others = Dataset("test_once", words), Dataset("test_once_too", words)
    edition("test_once", "en")
    edition("test_once_too", "to")
    first = current_of([things, others])
    with django_assert_num_queries(1):
        again = current_of([things, others])
    assert all(one is other for one, other in zip(first, again, strict=True))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("found", "said"),
    [
        ({"content": []}, "there is no object 'provenance'"),
        ({"provenance": {**HEADER, "retrieved_on": "i går"}, "content": []}, "the provenance cannot be read"),
        ({"provenance": {"publisher": "x"}, "content": []}, "the provenance cannot be read"),
        ({"provenance": HEADER, "content": {"a": 1}}, "expected a list of objects, found an object"),
    ],
)
def test_a_shipped_file_that_is_not_sound_names_itself(ship: Any, found: Any, said: str) -> None:
    with pytest.raises(UnsoundContent, match=said):
        current(ship("test_unsound", found))


@pytest.mark.parametrize(
    ("row", "kind", "said"),
    [
        ({}, str, "'x' must be text, found nothing"),
        ({"x": None}, str, "'x' must be text, found null 'None'"),
        ({"x": True}, int, "'x' must be a whole number, found true or false 'True'"),
        ({"x": 1.5}, int, "'x' must be a whole number, found float '1.5'"),
        ({"x": "1"}, int, "'x' must be a whole number, found text '1'"),
    ],
)
def test_a_field_of_another_kind_is_refused_with_what_was_found(row: dict[str, Any], kind: type, said: str) -> None:
    with pytest.raises(UnsoundContent) as error:
        field_in(row, "x", kind, where="row 7")
    assert str(error.value) == f"row 7: {said}"


@pytest.mark.django_db
def test_a_page_asks_the_database_once_and_agrees_with_itself() -> None:
    edition("first", "gammel")
    first, second = Dataset("first", words), Dataset("second", words)
    with CaptureQueriesContext(connection) as asked, one_reading():
        before = current(first)
        assert current(second) is None
        edition("second", "ny")  # switched to while the page is made
        assert (current(first), current(second)) == (before, None)
    assert sum("SELECT" in query["sql"] for query in asked.captured_queries) <= 2  # the editions, and one content
    found = current(second)
    assert found is not None
    assert found.content == ("ny",)
