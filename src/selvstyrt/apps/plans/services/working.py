"""What the process of a run does: solve, tell how far it is, hand in the roster. Loads the solver."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta
from types import TracebackType
from typing import Any, Self
from uuid import UUID

from django.db import connection
from django.utils import timezone

from selvstyrt.apps.plans.explaining import explanations_of
from selvstyrt.apps.plans.services.runs import beat, claim_run, fail_run, finish_run
from selvstyrt.core.base import SelvstyrtError
from selvstyrt.core.roster import read_problem, write_roster
from selvstyrt.engine.progress import Progress
from selvstyrt.engine.solve import solve

BEAT = timedelta(milliseconds=500)

log = logging.getLogger(__name__)


def carry_out(run_uid: UUID) -> None:
    """Carry out one run; does nothing when another process has it or it is over."""
    run = claim_run(run_uid=run_uid, now=timezone.now())
    if run is None:
        return
    try:
        with Pulse(run.uid, run.attempts) as pulse:
            problem = read_problem(run.problem)
            result = solve(
                problem,
                time_limit_s=run.time_limit_seconds,
                on_progress=pulse.take,
                should_stop=pulse.asked_to_stop.is_set,
            )
    except SelvstyrtError as error:
        facts = {name: str(value) for name, value in error.facts.items()}
        fail = {"code": error.code, "message": str(error), "facts": facts}
        fail_run(run_uid=run.uid, attempt=run.attempts, error=fail, now=timezone.now())
        return
    except Exception:
        log.exception("run %s failed", run.uid)
        fail_run(run_uid=run.uid, attempt=run.attempts, error={"code": "run_failed"}, now=timezone.now())
        raise
    roster = write_roster(result.roster)
    finish_run(
        run_uid=run.uid,
        attempt=run.attempts,
        roster=roster,
        explanations=explanations_of(result.roster),
        now=timezone.now(),
    )


class Pulse:
    """Tells the database twice a second that the run is alive and how far it is; hears when to stop."""

    def __init__(self, run_uid: UUID, attempt: int) -> None:
        self.run_uid = run_uid
        self.attempt = attempt
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
                if self._beat() is not False:
                    self.asked_to_stop.set()
        finally:
            connection.close()

    def _beat(self) -> bool | None:
        try:
            return beat(run_uid=self.run_uid, attempt=self.attempt, progress=self._progress, now=timezone.now())
        except Exception:
            # A database that is away for a moment must not end the search; the next beat tries again.
            log.exception("the pulse of run %s was not written", self.run_uid)
            return False
