"""Batches, addresses and forms of rosters for many schemes, for the matrix and the tests of the pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from selvstyrt.apps.plans.models import Batch, BatchScheme
from selvstyrt.apps.plans.services import batches, working
from selvstyrt.apps.schemes.models import Scheme
from tests.apps.plans.conftest import make_pattern
from tests.cast import Cast, make_assignment, make_person, make_scheme
from tests.faces.web.plans.building import monday, world

FIRST = monday(4)
LAST = FIRST + timedelta(days=13)


def add_scheme(cast: Cast, name: str, *people: str) -> Scheme:
    """A scheme of Liv's supplier with a need on weekdays and assistants of its own."""
    scheme, _decision = make_scheme(name, make_person(f"Eier{name}"), cast.municipality, cast.supplier, 2280)
    for person in people:
        make_assignment(scheme, make_person(person), 1065)
    make_pattern(scheme)
    return scheme


def all_typed(cast: Cast) -> dict[str, str]:
    world(cast)
    return {"first_day": f"{FIRST:%d.%m.%Y}", "last_day": f"{LAST:%d.%m.%Y}", "seconds": "10", "all": "1"}


def a_batch(cast: Cast) -> Batch:
    """A batch of all schemes that are ready, not begun."""
    world(cast)
    uid = batches.start_batch(
        organisation_uid=cast.supplier.uid,
        scheme_uids=None,
        first_day=FIRST,
        last_day=LAST,
        time_limit_seconds=2,
        by=cast.actor(cast.liv),
        now=timezone.now(),
    )
    return Batch.objects.get(uid=uid)


def carried_out(batch: Batch) -> Batch:
    """The same when it is over."""
    rows: QuerySet[BatchScheme] = batch.schemes.order_by("round")
    for row in rows:
        assert working.carry_out_scheme(row.uid)
    return batch


def of_batch(cast: Cast) -> dict[str, Any]:
    return {"batch_uid": a_batch(cast).uid}


def of_row(cast: Cast) -> dict[str, Any]:
    batch = a_batch(cast)
    return {"batch_uid": batch.uid, "row_uid": batch.schemes.get(scheme=cast.scheme).uid}
