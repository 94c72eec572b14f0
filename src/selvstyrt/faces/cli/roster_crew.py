"""Worker processes for many roster files: one problem each at a time, a dead one replaced, a poison one given up."""

from __future__ import annotations

import fcntl
import multiprocessing
import os
import signal
import time
from collections import deque
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from selvstyrt.core.base import SelvstyrtError
from selvstyrt.core.roster import write_roster
from selvstyrt.engine.solve import solve
from selvstyrt.faces.cli.json_files import UnreadableError, temporary_of
from selvstyrt.faces.cli.roster_files import write_json
from selvstyrt.faces.cli.roster_tasks import Outcome, Search, Task, Told, already, no_roster, problem_beside

MOST_TRIES = 3
LOOK_AGAIN_SECONDS = 1.0
GRACE_SECONDS = 120
"""A process that is so long past the time limit hangs, and is ended."""


@dataclass
class _Member:
    process: BaseProcess
    line: Connection
    task: Task | None = None
    since: float = 0.0


@dataclass
class Crew:
    """The processes of one command, and what is left to do."""

    size: int
    search: Search
    tell: Callable[[Task, Told], None]
    waiting: deque[Task] = field(default_factory=deque)
    tries: dict[str, int] = field(default_factory=dict)
    over: set[str] = field(default_factory=set)
    members: list[_Member] = field(default_factory=list)

    def run(self, tasks: Collection[Task]) -> None:
        """Carry out all tasks; what was told of each went to `tell` as it came."""
        self.waiting.extend(tasks)
        try:
            while self.waiting or any(member.task for member in self.members):
                self._hand_out()
                self._listen()
        finally:
            for member in self.members:
                self._end(member)

    def _hand_out(self) -> None:
        """Give each idle process a task whose turn has come; begin processes while there is work for them."""
        for _look in range(len(self.waiting)):
            if (idle := self._idle()) is None:
                return
            task = self.waiting.popleft()
            if not task.after <= self.over:
                self.waiting.append(task)
                continue
            idle.task, idle.since = task, time.monotonic()
            idle.line.send(task)

    def _idle(self) -> _Member | None:
        for member in self.members:
            if member.task is None:
                return member
        if len(self.members) >= self.size:
            return None
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self.search), daemon=True)
        process.start()
        theirs.close()
        self.members.append(_Member(process, ours))
        return self.members[-1]

    def _listen(self) -> None:
        """Wait until a process tells something or dies, or a second has gone."""
        lines = {member.line: member for member in self.members}
        for line in wait(list(lines), timeout=LOOK_AGAIN_SECONDS):
            assert isinstance(line, Connection)
            member = lines[line]
            try:
                told = line.recv()
            except (EOFError, OSError):
                self._bury(member, f"its process died with code {self._code(member)}")
            else:
                self._take(member, told)
        for member in list(self.members):
            if member.task and time.monotonic() - member.since > self.search.seconds * 2 + GRACE_SECONDS:
                self._bury(member, "its process did not end in time")

    def _take(self, member: _Member, told: Told) -> None:
        task, member.task = member.task, None
        assert task is not None
        if told.outcome is Outcome.BUSY:
            self.waiting.append(task)
            time.sleep(0.1)  # another command has it; do not ask all the time
        elif told.outcome is Outcome.FELL:
            self._again(task, told.reason)
        else:
            self._close(task, told)

    def _bury(self, member: _Member, reason: str) -> None:
        """Replace a dead process; its task goes to another."""
        self._end(member)
        self.members.remove(member)
        if member.task is not None:
            if member.process.pid is not None:
                temporary_of(member.task.roster.resolve(), member.process.pid).unlink(missing_ok=True)
            self._again(member.task, reason)

    def _again(self, task: Task, reason: str) -> None:
        self.tries[task.name] = self.tries.get(task.name, 0) + 1
        if self.tries[task.name] >= MOST_TRIES:
            self._close(task, Told(Outcome.POISON, reason=f"given up after {MOST_TRIES} tries: {reason}"))
        else:
            self.waiting.append(task)

    def _close(self, task: Task, told: Told) -> None:
        self.over.add(task.name)
        self.tell(task, told)

    def _code(self, member: _Member) -> int | None:
        member.process.join(5)
        return member.process.exitcode

    def _end(self, member: _Member) -> None:
        member.line.close()
        if member.process.is_alive():
            member.process.kill()
        member.process.join()


def _serve(line: Connection, search: Search) -> None:
    """A process of the crew: tasks in, what became of them out, until nobody is at the other end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the command, which ends its processes
    while True:
        try:
            task = line.recv()
        except (EOFError, OSError):
            return
        try:
            told = carry_out(task, search)
        except (SelvstyrtError, UnreadableError) as error:
            told = Told(Outcome.UNREADABLE, reason=str(error))
        except Exception as error:
            told = Told(Outcome.FELL, reason=f"{type(error).__name__}: {error}")
        try:
            line.send(told)
        except OSError:
            return


def carry_out(task: Task, search: Search) -> Told:
    """Make the roster of one problem, unless it is there or somebody else is at it.

    Raises: SelvstyrtError, UnreadableError about the problem; whatever the search raises.
    """
    with _alone_with(task.problem) as alone:
        if not alone:
            return Told(Outcome.BUSY)
        if (told := already(task, search)) is not None:
            return told
        result = solve(problem_beside(task), time_limit_s=search.seconds, workers=1, seed=search.seed)
        write_json(task.roster, write_roster(result.roster))
    if (reason := no_roster(task, result.roster)) is not None:
        return Told(Outcome.IMPOSSIBLE, reason=reason)
    return Told(Outcome.WRITTEN, empty=sum(who is None for who in result.roster.assignments.values()))


@contextmanager
def _alone_with(problem: Path) -> Iterator[bool]:
    """False while another process has the problem; the lock goes with the process, however it ends."""
    try:
        handle = os.open(problem, os.O_RDONLY)
    except OSError as error:
        raise UnreadableError(f"{problem} cannot be opened: {error.strerror}.") from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
    finally:
        os.close(handle)
