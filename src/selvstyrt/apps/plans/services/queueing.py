"""Work that waits is made known: to workers of the installation's queue, or to processes on this machine (kø).

The rows are the truth; a job or a process is only a call to look at them. A call too many does nothing.
"""

from __future__ import annotations

import importlib
import logging
import subprocess
import sys
import threading
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

QUEUE = "selvstyrt.apps.plans.tasks"
"""Loaded only where there is a queue: it needs PostgreSQL."""

RESTARTS = 5

log = logging.getLogger(__name__)


def has_queue() -> bool:
    """True when runs wait in the queue of PostgreSQL for workers of the installation's own."""
    return settings.SELVSTYRT_RUNNER == "queue" and connection.vendor == "postgresql"


def put_run(run_uid: UUID) -> None:
    """A run waits. In the queue the call is part of the transaction; a process starts when it is committed."""
    if has_queue():
        _tasks().put_run(run_uid)
    elif settings.SELVSTYRT_RUNNER == "process":
        transaction.on_commit(start_worker)


def put_scheme(row_uid: UUID) -> None:
    """A scheme of a batch waits, as `put_run`."""
    put_schemes([row_uid])


def put_schemes(row_uids: Iterable[UUID]) -> None:
    """Many schemes wait, as `put_run`."""
    rows = list(row_uids)
    if has_queue():
        _tasks().put_schemes(rows)
    elif settings.SELVSTYRT_RUNNER == "process":
        for _row in rows[: settings.SELVSTYRT_WORKERS]:
            transaction.on_commit(start_worker)


def start_worker() -> None:
    """Start a process that works until nothing is left; it goes home at once when all places are taken.

    One that is killed is started anew, so that what it had is not left lying.
    """
    process = _worker()
    threading.Thread(target=_mind, args=(process,), name="worker-minder", daemon=True).start()


def _worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "selvstyrt.faces.cli.main", "worker", "--until-idle"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )


def _mind(process: subprocess.Popen[bytes]) -> None:
    """Wait for its end, or it stays in the process table; another takes its place when it did not end by itself."""
    for _restart in range(RESTARTS):
        code = process.wait()
        if code == 0:
            return
        log.warning("a worker ended with code %d and is started anew", code)
        process = _worker()
    process.wait()


def _tasks() -> Any:
    return importlib.import_module(QUEUE)
