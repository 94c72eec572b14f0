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
from enum import StrEnum
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from selvstyrt.core.base import SelvstyrtError
from selvstyrt.core.roster import NeedShift, Status, read_roster, with_work_beside, work_given, write_roster
from selvstyrt.engine.solve import solve
from selvstyrt.faces.cli.json_files import UnreadableError, read_json
from selvstyrt.faces.cli.roster_files import problem_in, write_json

MOST_TRIES = 3
LOOK_AGAIN_SECONDS = 1.0
GRACE_SECONDS = 120
"""A process that is so long past the time limit hangs, and is ended."""


class Outcome(StrEnum):
    """What became of one problem file."""

    WRITTEN = "written"
    THERE = "there"
    IMPOSSIBLE = "impossible"
    UNREADABLE = "unreadable"
    POISON = "poison"
    BUSY = "busy"
    FELL = "fell"


FINAL = frozenset(Outcome) - {Outcome.BUSY, Outcome.FELL}


@dataclass(frozen=True, slots=True)
class Task:
    """One problem file, where its roster goes, and which files it shares assistants with."""

    name: str
    problem: Path
    roster: Path
    after: frozenset[str] = frozenset()
    beside: tuple[tuple[Path, Path], ...] = ()


@dataclass(frozen=True, slots=True)
class Search:
    """How each problem is searched; `begun` is when the command began: a newer roster is another command's work."""

    seconds: float
    seed: int
    again: bool
    begun: float


@dataclass(frozen=True, slots=True)
class Told:
    """What a process tells of a task: what became of it, empty shifts, and the reason in words."""

    outcome: Outcome
    empty: int = 0
    reason: str = ""


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
            member.task.roster.with_name(f".{member.task.roster.name}.{member.process.pid}").unlink(missing_ok=True)
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
        if is_done(task, search):
            return Told(Outcome.THERE)
        problem = with_work_beside(problem_in(task.problem), _beside(task))
        result = solve(problem, time_limit_s=search.seconds, workers=1, seed=search.seed)
        write_json(task.roster, write_roster(result.roster))
    if result.roster.status in (Status.INFEASIBLE, Status.UNKNOWN):
        reason = "no roster exists" if result.roster.status is Status.INFEASIBLE else "no roster was found in the time"
        return Told(Outcome.IMPOSSIBLE, reason=f"{reason}; {task.roster} says more")
    return Told(Outcome.WRITTEN, empty=sum(who is None for who in result.roster.assignments.values()))


def is_done(task: Task, search: Search) -> bool:
    """A roster that is newer than its problem is done; with `again`, only one that came after the command began."""
    try:
        written = task.roster.stat().st_mtime
        return written >= (search.begun if search.again else task.problem.stat().st_mtime)
    except OSError:
        return False


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


def _beside(task: Task) -> list[tuple[str, NeedShift, str]]:
    """What the rosters of neighbours give to people, as far as they are made."""
    given = []
    for problem_path, roster_path in task.beside:
        if roster_path.exists():
            given += work_given(
                problem_path.stem, problem_in(problem_path), read_roster(read_json(roster_path)).assignments
            )
    return given
