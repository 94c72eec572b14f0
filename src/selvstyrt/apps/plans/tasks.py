"""The jobs of the queue on PostgreSQL, with procrastinate (køens jobber).

A job names a run or a scheme of a batch and nothing more: whether there is anything to do, and who does it, is for the
rows to say. So a job that comes twice, or to a worker that died and was replaced, does no harm.
"""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils import timezone
from procrastinate import App, BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task
from procrastinate.types import JSONDict

from selvstyrt.apps.plans.models import BatchScheme, Run
from selvstyrt.apps.plans.services import working
from selvstyrt.apps.plans.services.batches import ready_rows
from selvstyrt.apps.plans.services.leases import take_back_silent

QUEUE = "rosters"
RUN, SCHEME = "carry_out_run", "carry_out_scheme"
OFTEN = "* * * * * */15"
"""Every fifteen seconds: the sixth field is seconds."""

URGENT = 10
"""A leader who waits in front of the page comes before a batch of the night."""

LOOK_AGAIN_SECONDS = 5
STALLED_SECONDS = 30

log = logging.getLogger(__name__)


class NotYet(Exception):
    """Another process has the run, or a run with one of its assistants goes on: look again later."""


class LookAgain(BaseRetryStrategy):
    """Comes back until the work is over; how often a run may be tried is for the run's own row to say."""

    def get_retry_decision(self, *, exception: BaseException, job: Any) -> RetryDecision | None:
        """In some seconds, when there is something left to wait for; any other fault ends the job."""
        return RetryDecision(retry_in={"seconds": LOOK_AGAIN_SECONDS}) if isinstance(exception, NotYet) else None


@app.task(name=RUN, queue=QUEUE, retry=LookAgain())
def carry_out_run(run_uid: str) -> None:
    """Carry out a run."""
    working.carry_out(UUID(run_uid))
    if not working.run_is_over(UUID(run_uid)):
        raise NotYet


@app.task(name=SCHEME, queue=QUEUE, retry=LookAgain())
def carry_out_scheme(row_uid: str) -> None:
    """Make the draft and the roster of a scheme in a batch."""
    working.carry_out_scheme(UUID(row_uid))
    row = BatchScheme.objects.filter(uid=row_uid).values_list("state", flat=True).first()
    if row is not None and row != BatchScheme.State.OVER:
        raise NotYet


@app.periodic(cron=OFTEN)
@app.task(name="take_over", queue=QUEUE, queueing_lock="take_over", priority=2 * URGENT, pass_context=True)
async def take_over(context: JobContext, timestamp: int) -> None:
    """Give the jobs of workers that died to others."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=STALLED_SECONDS):
        log.warning("job %s is taken from a worker that died", job.id)
        await manager.retry_job(job)


@app.periodic(cron=OFTEN)
@app.task(name="call_forgotten", queue=QUEUE, queueing_lock="call_forgotten", priority=2 * URGENT)
def call_forgotten(timestamp: int) -> None:
    """Put a job for every run or scheme that waits without one, and free the runs of workers that died."""
    now = timezone.now()
    take_back_silent(now=now)
    jobs = ProcrastinateJob.objects.filter(queue_name=QUEUE, status__in=("todo", "doing"))
    called = {str(value) for args in jobs.values_list("args", flat=True) for value in args.values()}
    for run_uid in Run.objects.filter(state=Run.State.QUEUED, batch_scheme=None).values_list("uid", flat=True):
        if str(run_uid) not in called:
            put_run(run_uid)
    ready = ready_rows(now=now).values_list("uid", flat=True)
    left = BatchScheme.objects.filter(run__state=Run.State.QUEUED).values_list("uid", flat=True)
    put_schemes(uid for uid in (*ready, *left) if str(uid) not in called)


# With Django's own connection, so that a job is part of the caller's transaction, in a worker too.
_CALLS = JobManager(DjangoConnector())


def put_run(run_uid: UUID) -> None:
    """A job for a run, in the caller's transaction."""
    configure_task(name=RUN, job_manager=_CALLS, queue=QUEUE, priority=URGENT).defer(run_uid=str(run_uid))


def put_schemes(row_uids: Iterable[UUID]) -> None:
    """A job for each scheme, in the caller's transaction."""
    rows: list[JSONDict] = [{"row_uid": str(uid)} for uid in row_uids]
    if rows:
        configure_task(name=SCHEME, job_manager=_CALLS, queue=QUEUE).batch_defer(*rows)


def work_for_queue() -> None:
    """Take jobs of the queue, one at a time, until the process is told to end; the run under way is handed back."""
    with app.replace_connector(DjangoConnector().get_worker_connector()) as worker_app:
        asyncio.run(_work(worker_app))


async def _work(worker_app: App) -> None:
    async with worker_app.open_async():
        worker = asyncio.create_task(
            worker_app.run_worker_async(
                queues=[QUEUE],
                concurrency=1,
                delete_jobs="successful",
                install_signal_handlers=False,
                update_heartbeat_interval=5.0,
                stalled_worker_timeout=float(STALLED_SECONDS),
            )
        )

        def leave() -> None:
            working.LEAVING.set()
            worker.cancel()

        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, leave)
        try:
            await worker
        except asyncio.CancelledError:
            log.info("the worker has left")
