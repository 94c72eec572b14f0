"""What the process of a run does: solve, tell how far it is, hand in the roster. Loads the solver."""

from __future__ import annotations

import logging
import threading
import time
from datetime import timedelta
from types import TracebackType
from typing import Any, Self
from uuid import UUID

from django.db import OperationalError, connection
from django.utils import timezone

from selvstyrt.apps.plans.explaining import explanations_of
from selvstyrt.apps.plans.models import BatchScheme, Run
from selvstyrt.apps.plans.services.batches import prepare_scheme
from selvstyrt.apps.plans.services.ending import fail_run, finish_run
from selvstyrt.apps.plans.services.leases import beat, claim_run, hand_back, stumble
from selvstyrt.core.base import SelvstyrtError
from selvstyrt.core.roster import read_problem, write_roster
from selvstyrt.engine.progress import Progress
from selvstyrt.engine.solve import Result, solve

BEAT = timedelta(milliseconds=500)

HAND_IN_TRIES = 5

LEAVING = threading.Event()
"""Set when the process is told to end: the run it has is handed back, and no other is taken."""

log = logging.getLogger(__name__)


def carry_out(run_uid: UUID) -> bool:
    """Carry out one run; False when another process has it, it is over, or it has to wait for a shared assistant."""
    run = claim_run(run_uid=run_uid, now=timezone.now())
    if run is None or run.lease is None:
        return False
    try:
        with Pulse(run.uid, run.lease) as pulse:
            result = _solve(run, pulse)
            if LEAVING.is_set():
                hand_back(run_uid=run.uid, lease=run.lease, now=timezone.now())
            else:
                _hand_in(run, run.lease, result)
    except SelvstyrtError as error:
        facts = {name: str(value) for name, value in error.facts.items()}
        fail = {"code": error.code, "message": str(error), "facts": facts}
        fail_run(run_uid=run.uid, lease=run.lease, error=fail, now=timezone.now())
    except Exception as error:
        log.exception("run %s fell over, try %d", run.uid, run.attempts)
        told = {"code": "run_failed", "kind": type(error).__name__}
        stumble(run_uid=run.uid, lease=run.lease, error=told, now=timezone.now())
    return True


def carry_out_scheme(row_uid: UUID) -> bool:
    """Make the draft of a scheme in a batch and its roster, or go on where somebody left it; as `carry_out`.

    True as well when it turned out that the scheme gets no draft.
    """
    run_uid = prepare_scheme(row_uid=row_uid, now=timezone.now())
    if run_uid is not None:
        return carry_out(run_uid)
    row = BatchScheme.objects.select_related("run").filter(uid=row_uid).first()
    if row is None or row.state == BatchScheme.State.WAITING:
        return False
    return row.state == BatchScheme.State.OVER or (row.run is not None and carry_out(row.run.uid))


def run_is_over(run_uid: UUID) -> bool:
    """True when nothing is left to do for the run, or it is gone."""
    return not Run.objects.filter(uid=run_uid, state__in=(Run.State.QUEUED, Run.State.RUNNING)).exists()


def _solve(run: Run, pulse: Pulse) -> Result:
    return solve(
        read_problem(run.problem),
        time_limit_s=run.time_limit_seconds,
        workers=_threads(run),
        on_progress=pulse.take,
        should_stop=pulse.asked_to_stop.is_set,
    )


def _hand_in(run: Run, lease: UUID, result: Result) -> None:
    """Finish the run; a database that is busy for a moment must not cost the roster."""
    roster, explanations = write_roster(result.roster), explanations_of(result.roster)
    for left in reversed(range(HAND_IN_TRIES)):
        try:
            finish_run(run_uid=run.uid, lease=lease, roster=roster, explanations=explanations, now=timezone.now())
        except OperationalError:
            if not left:
                raise
            log.warning("run %s could not be handed in and is handed in again", run.uid)
            connection.close()
            time.sleep(1)
        else:
            return


def _threads(run: Run) -> int | None:
    """All cores for a search that is alone; one when others go on too, so that they do not slow each other."""
    others = Run.objects.filter(state=Run.State.RUNNING).exclude(pk=run.pk).exists()
    return 1 if others or BatchScheme.objects.filter(run=run).exists() else None


class Pulse:
    """Tells the database twice a second that the run is alive and how far it is; hears when to stop."""

    def __init__(self, run_uid: UUID, lease: UUID) -> None:
        self.run_uid = run_uid
        self.lease = lease
        self.asked_to_stop = threading.Event()
        self._over = threading.Event()
        self._progress: dict[str, Any] = {}
        self._thread = threading.Thread(target=self._run, name="run-pulse", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def take(self, progress: Progress) -> None:
        """Keep the newest progress for the next beat."""
        self._progress = {
            "tenths": round(progress.seconds * 10),
            "best": progress.best,
            "bound": progress.bound,
            "covered": progress.covered,
            "total": progress.total,
        }

    def _run(self) -> None:
        try:
            while not self._over.wait(BEAT.total_seconds()):
                if LEAVING.is_set() or self._beat() is not False:
                    self.asked_to_stop.set()
        finally:
            connection.close()

    def _beat(self) -> bool | None:
        try:
            return beat(run_uid=self.run_uid, lease=self.lease, progress=self._progress, now=timezone.now())
        except Exception:
            # A database that is away for a moment must not end the search; the next beat tries again.
            log.exception("the pulse of run %s was not written", self.run_uid)
            return False
