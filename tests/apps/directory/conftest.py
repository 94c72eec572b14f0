"""A source on loopback for the importers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.apps.directory.source import Source


@pytest.fixture
def source(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Source]:
    """A server on loopback that every importer asks instead of the real hosts; new attempts come at once."""
    server = Source()
    settings.SELVSTYRT_IMPORT_VIA = server.address
    settings.SELVSTYRT_IMPORT_WAITS = (0.0, 0.0)
    monkeypatch.delenv("http_proxy", raising=False)
    yield server
    server.close()
