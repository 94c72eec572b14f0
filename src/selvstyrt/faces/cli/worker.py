"""`selvstyrt worker`: processes of this machine that carry out roster runs as they come."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import click
import django

from selvstyrt.faces.cli.worker_imports import DueImports

RESTART_AFTER = 1.0
"""Seconds before a process that died is started anew, so that one that cannot start does not spin."""

QUICK_DEATHS = 10
"""So many processes in a row that die within ten seconds, and the command gives up: something is wrong here."""


@click.command()
@click.option(
    "--processes",
    type=click.IntRange(1, 256),
    default=lambda: os.cpu_count() or 1,
    show_default="one for each core",
    help="How many runs at once on this machine.",
)
@click.option("--until-idle", is_flag=True, help="One process in a free place; ends when nothing waits or goes on.")
@click.option(
    "--imports", is_flag=True, help="Also bring in public facts when they are due (`selvstyrt import --due`)."
)
@click.option("--single", is_flag=True, hidden=True, help="One process, started by the command itself.")
def worker(processes: int, until_idle: bool, imports: bool, single: bool) -> None:
    """Carry out roster runs as they come, until the command is ended; what is under way is then handed back.

    With SELVSTYRT_RUNNER=queue on PostgreSQL the runs come from the queue; start the command on as many machines
    as you like, with the same DATABASE_URL. Otherwise the database is asked every second.
    """
    if until_idle or single:
        _work(until_idle)
    else:
        sys.exit(_Crew(processes, DueImports() if imports else None).run())


def _work(until_idle: bool) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "selvstyrt.config.settings")
    django.setup()
    from selvstyrt.apps.plans.services import queueing, workers, working

    if until_idle:
        _on_signal(working.LEAVING.set)
        workers.work_in_free_place()
    elif queueing.has_queue():
        from selvstyrt.apps.plans import tasks

        with workers.Presence():
            tasks.work_for_queue()
    else:
        _on_signal(working.LEAVING.set)
        workers.work(until_idle=False)


def _on_signal(act: Callable[[], None]) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        # In a thread: the handler may interrupt somebody who waits for the very event.
        signal.signal(number, lambda _number, _frame: threading.Thread(target=act).start())


class _Crew:
    """The processes of this machine; one that dies is replaced."""

    def __init__(self, size: int, imports: DueImports | None) -> None:
        self.size = size
        self.imports = imports
        self.members: dict[subprocess.Popen[bytes], float] = {}
        self.is_leaving = False
        self.quick_deaths = 0

    def run(self) -> int:
        """Keep the processes going until the command is told to end; the exit code."""
        _on_signal(self._leave)
        while not self.is_leaving and self.quick_deaths < QUICK_DEATHS:
            while len(self.members) < self.size:
                self._start()
            if self.imports is not None:
                self.imports.tick(time.monotonic())
            time.sleep(RESTART_AFTER)
            self._bury()
        self._leave()
        if self.imports is not None:
            self.imports.leave()
        for member in list(self.members):
            member.wait()
        if self.quick_deaths >= QUICK_DEATHS:
            click.echo("selvstyrt worker: the processes die as soon as they start; see their messages above.", err=True)
            return 1
        return 0

    def _start(self) -> None:
        command = [sys.executable, "-m", "selvstyrt.faces.cli.main", "worker", "--single"]
        # A session of its own: Ctrl-C reaches the command alone, and the command ends its processes.
        self.members[subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)] = time.monotonic()

    def _bury(self) -> None:
        for member, began in list(self.members.items()):
            if member.poll() is None:
                continue
            del self.members[member]
            self.quick_deaths = self.quick_deaths + 1 if time.monotonic() - began < 10 else 0
            if not self.is_leaving:
                click.echo(f"selvstyrt worker: a process ended with code {member.returncode}; another starts", err=True)

    def _leave(self, *_: Any) -> None:
        self.is_leaving = True
        for member in self.members:
            if member.poll() is None:
                member.terminate()
