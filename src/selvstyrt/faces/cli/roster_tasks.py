"""One roster of many: what is there when its turn comes, and the work that other schemes give to its people."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from selvstyrt.core.base import SelvstyrtError
from selvstyrt.core.roster import (
    Assignments,
    Evaluator,
    Problem,
    Roster,
    Status,
    read_roster,
    refuse_unknown_names,
    with_work_beside,
    work_given,
)
from selvstyrt.faces.cli.json_files import UnreadableError, read_json
from selvstyrt.faces.cli.roster_files import problem_in


class Outcome(StrEnum):
    """What became of one problem file."""

    WRITTEN = "written"
    THERE = "there"
    STILL = "still"
    """It was there, and says that there is no roster."""
    IMPOSSIBLE = "impossible"
    UNREADABLE = "unreadable"
    POISON = "poison"
    BUSY = "busy"
    FELL = "fell"


@dataclass(frozen=True, slots=True)
class Task:
    """One problem file and where its roster goes.

    Of the files that it shares assistants with, those in `before` (problem and roster) have their rosters made first,
    and this one keeps clear of them; of those in `later` it keeps clear of the shifts that are fixed.
    """

    name: str
    problem: Path
    roster: Path
    before: tuple[tuple[Path, Path], ...] = ()
    later: tuple[Path, ...] = ()

    @property
    def after(self) -> frozenset[str]:
        """Names of the tasks that have to be over before this one."""
        return frozenset(problem.name for problem, _roster in self.before)

    @property
    def stands_alone(self) -> bool:
        """True when it shares assistants with nobody."""
        return not self.before and not self.later


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


def already(task: Task, search: Search) -> Told | None:
    """What is to be told of a roster that is there and stays; None when it has to be made.

    It stays when it is newer than its problem (with `again`: than the command) and, beside other schemes, still lawful
    with what their people have now. “No roster exists” stays too where no other scheme can have changed it.
    """
    try:
        written = task.roster.stat().st_mtime
        if written < (search.begun if search.again else task.problem.stat().st_mtime):
            return None
        found = read_roster(read_json(task.roster))
        if (reason := no_roster(task, found)) is not None:
            is_sure = found.status is Status.INFEASIBLE and task.stands_alone
            return Told(Outcome.STILL, reason=reason) if is_sure or written >= search.begun else None
        if not task.stands_alone and not _is_lawful(task, found.assignments):
            return None
    except (OSError, SelvstyrtError, UnreadableError):
        return None
    return Told(Outcome.THERE)


def no_roster(task: Task, found: Roster) -> str | None:
    """Why there is no roster, in words; None when there is one."""
    if found.status not in (Status.INFEASIBLE, Status.UNKNOWN):
        return None
    reason = "no roster exists" if found.status is Status.INFEASIBLE else "no roster was found in the time"
    return f"{reason}; {task.roster} says more"


def problem_beside(task: Task) -> Problem:
    """The problem, with what the other schemes give to its people as other work.

    Raises: SelvstyrtError, UnreadableError about the problems.
    """
    problem = problem_in(task.problem)
    given = []
    for problem_path, roster_path in task.before:
        if roster_path.exists():
            assignments = read_roster(read_json(roster_path)).assignments
            given += work_given(problem_path.stem, problem_in(problem_path), assignments)
    problem = with_work_beside(problem, given)
    for path in task.later:
        problem = _clear_of_fixed(problem, path)
    return problem


def _clear_of_fixed(problem: Problem, path: Path) -> Problem:
    """The problem, with the fixed shifts of another whose turn comes later as other work of its people.

    Where the fixed shifts of both clash, the later one is the one that has no roster, and says so.
    """
    try:
        other = problem_in(path)
        both = with_work_beside(problem, work_given(path.stem, other, _fixed(other)))
        return both if Evaluator.of(both).judge(_fixed(both)).is_sound else problem
    except (SelvstyrtError, UnreadableError):
        return problem  # told when its turn comes


def _fixed(problem: Problem) -> Assignments:
    return {shift.id: shift.fixed for shift in problem.shifts}


def _is_lawful(task: Task, assignments: Assignments) -> bool:
    problem = problem_beside(task)
    refuse_unknown_names(problem, assignments, "assignments")
    return Evaluator.of(problem).judge(assignments).is_sound
