"""Adverts on the shelf for the tests of the pages: constructed, with the shape of the collected ones."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from selvstyrt.apps.directory.datasets.vacancies import VACANCIES
from selvstyrt.apps.directory.models import Edition, EditionState
from tests.cast import Cast

FIRST = UUID("00000000-0000-4000-8000-000000000002")
GONE = UUID("00000000-0000-4000-8000-000000000003")


def advert(number: int = 2, **changes: Any) -> dict[str, Any]:
    """An open advert in Tromsø; any field may be changed."""
    today = timezone.localdate()
    return {
        "uid": f"00000000-0000-4000-8000-{number:012}",
        "title": "Personlig assistent til aktiv kvinne",
        "job_title": "Personlig assistent",
        "employer": {"name": "Konstruert Assistanse AS", "orgnr": "310000019", "homepage": "", "about": []},
        "places": [place("TROMSØ", "TROMS")],
        "text": [["heading", "Om jobben"], ["paragraph", "Du må ha førerkort klasse B. Vaktene er på kveldstid."]],
        "published_on": (today - timedelta(days=3)).isoformat(),
        "last_day": (today + timedelta(days=20)).isoformat(),
        "changed_at": datetime(2026, 1, 12, 7, tzinfo=UTC).isoformat(),
        "apply_by": (today + timedelta(days=20)).isoformat(),
        "apply_by_words": "",
        "apply_at": "https://soknad.example.no/1",
        "address": f"https://arbeidsplassen.nav.no/stillinger/stilling/{number}",
        "extent": "part_time",
        "engagement": "Fast",
        "sector": "Privat",
        "starts": "",
        "positions": 2,
        "styrk08": ["5322"],
        "found_by": "code",
        "source": "Stillingsregistrering",
        **changes,
    }


def place(municipality: str, county: str) -> dict[str, str]:
    return {"municipality": municipality, "county": county, "postal_code": "", "city": "", "country": "NORGE"}


def ended(number: int, *places: dict[str, str]) -> dict[str, Any]:
    return {"uid": f"00000000-0000-4000-8000-{number:012}", "places": list(places), "ended_on": "2026-01-01"}


def collect(*adverts: dict[str, Any], gone: tuple[dict[str, Any], ...] = ()) -> None:
    """Put these adverts on the shelf, as an import would."""
    content = json.dumps({"adverts": list(adverts), "ended": list(gone), "waiting": [], "position": None})
    Edition.objects.filter(dataset=VACANCIES.name).delete()
    now = timezone.now()
    Edition.objects.create(
        dataset=VACANCIES.name,
        source="nav",
        state=EditionState.CURRENT,
        content=content,
        digest=str(hash(content)),
        publisher="NAV",
        title="Stillingsannonser",
        address="https://arbeidsplassen.nav.no/stillinger",
        licence="NAVs vilkår",
        attribution="NAV, arbeidsplassen.no",
        period=str(date(2026, 1, 12)),
        retrieved_at=now,
        checked_at=now,
    )


def in_english(_cast: Cast) -> dict[str, Any]:
    return {"language": "en"}


def open_advert(_cast: Cast) -> dict[str, Any]:
    collect(advert())
    return {"language": "nb", "uid": FIRST}
