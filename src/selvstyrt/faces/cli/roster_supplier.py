"""`selvstyrt roster solve-all --supplier`: rosters for all schemes of a supplier, in the database."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import date
from typing import Any

import click
import django
from django.db import DatabaseError

from selvstyrt.core.base import NoAnswer
from selvstyrt.faces.cli.screen import tell
from selvstyrt.faces.cli.stopping import STOPPED

POLL_SECONDS = 1.0
TELL_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Order:
    """What is ordered, for whom, and by whom."""

    supplier: str
    coordinator: str
    first_day: date
    last_day: date
    seconds: int
    processes: int
    no_wait: bool


def order_rosters(order: Order) -> int:
    """Order the batch, and carry it out or leave it to the queue's workers; the exit code.

    0: every scheme has a draft. 1: some have none; they are listed. SelvstyrtError about the input, or a database
    that is not ready, is for the caller.
    """
    try:
        return _ordered(order)
    except DatabaseError as error:
        raise NoAnswer("no_database", f"The database: {error}. Has `selvstyrt migrate` been run?") from error


def _ordered(order: Order) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "selvstyrt.config.settings")
    django.setup()
    from django.conf import settings
    from django.utils import timezone

    from selvstyrt.apps.journal.actor import Actor
    from selvstyrt.apps.people.queries import coordinator_of
    from selvstyrt.apps.plans.services import batches, queueing

    # The command starts its own processes; what the site would start is not needed.
    on_queue = queueing.has_queue()
    if not on_queue:
        settings.SELVSTYRT_RUNNER = "queue"
    today = timezone.localdate()
    person_uid, organisation_uid = coordinator_of(email=order.coordinator, supplier=order.supplier, on=today)
    batch_uid = batches.start_batch(
        organisation_uid=organisation_uid,
        scheme_uids=None,
        first_day=order.first_day,
        last_day=order.last_day,
        time_limit_seconds=order.seconds,
        by=Actor(person_uid),
        now=timezone.now(),
    )
    if order.no_wait:
        click.echo("Ordered. `selvstyrt worker` carries it out; the coordinator sees it on the site.", err=True)
        return 0
    workers = [] if on_queue else [_worker() for _number in range(order.processes)]
    try:
        return _follow(organisation_uid, batch_uid)
    except KeyboardInterrupt:
        tell("Left. Workers go on with what they have; `selvstyrt worker` goes on with the rest.")
        return STOPPED
    finally:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.wait()


def _worker() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "selvstyrt.faces.cli.main", "worker", "--processes", "1"]
    environment = {**os.environ, "SELVSTYRT_RUNNER": "process"}
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True, env=environment)


def _follow(organisation_uid: Any, batch_uid: Any) -> int:
    """Tell how far it is until it is over."""
    from selvstyrt.apps.plans import batch_queries

    told_at = 0.0
    while True:
        view = batch_queries.batch([organisation_uid], batch_uid)
        assert view is not None
        if view.is_over or time.monotonic() - told_at >= TELL_SECONDS:
            told_at = time.monotonic()
            click.echo(f"{view.over} of {view.total}", err=True)
        if view.is_over:
            break
        time.sleep(POLL_SECONDS)
    troubles = view.counts.get("refused", 0) + view.counts.get("impossible", 0)
    click.echo(
        f"{view.total} schemes: {view.counts.get('covered', 0)} covered, {view.counts.get('gaps', 0)} with empty"
        f" shifts, {troubles} without a roster.",
        err=True,
    )
    pages = range(1, -(-troubles // batch_queries.PAGE) + 1)
    for row in (row for page in pages for row in batch_queries.batch_rows(batch_uid, page=page)):
        if row.state in ("refused", "impossible"):
            click.echo(f"{row.scheme_name}: {row.error.get('code', row.state)}", err=True)
    return 1 if troubles else 0
