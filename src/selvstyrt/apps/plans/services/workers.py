"""Processes that carry out runs one after another: on this machine, or for the queue (arbeidere)."""

from __future__ import annotations

import fcntl
import logging
import platform
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import TracebackType
from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import close_old_connections, connection
from django.utils import timezone

from selvstyrt.apps.plans.batch_queries import GONE_AFTER
from selvstyrt.apps.plans.models import BatchScheme, Run, Worker
from selvstyrt.apps.plans.services.batches import ready_rows
from selvstyrt.apps.plans.services.leases import take_back_silent
from selvstyrt.apps.plans.services.working import LEAVING, carry_out, carry_out_scheme

BEAT = timedelta(seconds=5)
LOOK_AGAIN = timedelta(seconds=1)
MOST_LOOKED_AT = 20

log = logging.getLogger(__name__)


def work_in_free_place() -> None:
    """Work until nothing is left, in a free place of this machine; with all places taken, go home at once.

    What is ordered while the last worker goes home is seen: it looks once more after it has left its place.
    """
    while not LEAVING.is_set():
        with free_place() as has_place:
            if not has_place:
                return
            work(until_idle=True)
        if not anything_waits():
            return


@contextmanager
def free_place() -> Iterator[bool]:
    """One of the places for workers on this machine, until the process ends however it ends; False without one."""
    folder = settings.VAR / "workers"
    folder.mkdir(exist_ok=True)
    for number in range(settings.SELVSTYRT_WORKERS):
        with (folder / f"place-{number}").open("w") as place:
            try:
                fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield True
            return
    yield False


def work(*, until_idle: bool) -> None:
    """Take one piece of work after another; wait for more, or only until nothing waits or goes on.

    While others are at work there is something to wait for: one of them may die.
    """
    with Presence():
        while not LEAVING.is_set():
            if take_next():
                continue
            if until_idle and not anything_under_way():
                return
            LEAVING.wait(LOOK_AGAIN.total_seconds())


def take_next() -> bool:
    """Carry out the next piece of work; False when there is none for now. Single runs go before batches."""
    close_old_connections()
    now = timezone.now()
    take_back_silent(now=now)
    queued = Run.objects.filter(state=Run.State.QUEUED).order_by("batch_scheme", "queued_at", "pk")
    single, in_batch = queued.filter(batch_scheme=None), queued.exclude(batch_scheme=None)
    for runs in (single, in_batch):
        for run_uid in runs.values_list("uid", flat=True)[:MOST_LOOKED_AT]:
            if carry_out(run_uid):
                return True
    for row_uid in ready_rows(now=now).values_list("uid", flat=True)[:MOST_LOOKED_AT]:
        if carry_out_scheme(row_uid):
            return True
    return False


def anything_waits() -> bool:
    """True when a run or a scheme of a batch could be taken now."""
    return Run.objects.filter(state=Run.State.QUEUED).exists() or ready_rows(now=timezone.now()).exists()


def anything_under_way() -> bool:
    """True while anything waits or goes on."""
    return (
        Run.objects.filter(state__in=(Run.State.QUEUED, Run.State.RUNNING)).exists()
        or BatchScheme.objects.filter(state=BatchScheme.State.WAITING).exists()
    )


class Presence:
    """Tells the database every few seconds that this worker is there; takes its row away when it leaves."""

    def __init__(self) -> None:
        self.uid = uuid4()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="worker-presence", daemon=True)

    def __enter__(self) -> Self:
        now = timezone.now()
        Worker.objects.filter(heartbeat_at__lt=now - 10 * GONE_AFTER).delete()
        Worker.objects.create(uid=self.uid, machine=platform.node()[:100], started_at=now, heartbeat_at=now)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()
        Worker.objects.filter(uid=self.uid).delete()

    def _run(self) -> None:
        try:
            while not self._over.wait(BEAT.total_seconds()):
                try:
                    Worker.objects.filter(uid=self.uid).update(heartbeat_at=timezone.now())
                except Exception:
                    log.exception("the worker's presence was not written")
        finally:
            connection.close()
