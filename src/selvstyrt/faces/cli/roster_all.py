"""`selvstyrt roster solve-all`: rosters for many problems, over worker processes; on files, or for a supplier."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import click

from selvstyrt.core.base import SelvstyrtError
from selvstyrt.core.roster import neighbours_of, rounds_of
from selvstyrt.faces.cli.json_files import UnreadableError, refuse_unwritable
from selvstyrt.faces.cli.options import Seconds
from selvstyrt.faces.cli.roster_crew import Crew
from selvstyrt.faces.cli.roster_files import problem_in
from selvstyrt.faces.cli.roster_tasks import Outcome, Search, Task, Told, already
from selvstyrt.faces.cli.screen import is_terminal, tell
from selvstyrt.faces.cli.stopping import STOPPED, ended_like_ctrl_c

TELL_SECONDS = 5
OLD = frozenset({Outcome.THERE, Outcome.STILL})
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("solve-all")
@click.argument("problems", metavar="[PROBLEM]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=None, help="Directory for the rosters."
)
@click.option(
    "--processes",
    type=click.IntRange(1, 256),
    default=lambda: os.cpu_count() or 1,
    show_default="one for each core",
    help="Problems at once; each search uses one core.",
)
@click.option("--time-limit", type=Seconds(0, 600), default=30, show_default=True, help="Seconds for each.")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=0, show_default=True)
@click.option("--again", is_flag=True, help="Make rosters anew that are there already.")
@click.option("--shared", is_flag=True, help="The same assistant id in two files is the same person.")
@click.option("--supplier", default=None, help="Instead of files: all schemes of this supplier without a plan.")
@click.option("--from", "first_day", type=_DAY, default=None, help="With --supplier: first day.")
@click.option("--to", "last_day", type=_DAY, default=None, help="With --supplier: last day.")
@click.option("--coordinator", default=None, help="With --supplier: e-mail of the coordinator who orders it.")
@click.option("--no-wait", is_flag=True, help="With --supplier: order it and leave it to the workers.")
def solve_all_command(
    problems: tuple[Path, ...],
    out: Path | None,
    processes: int,
    time_limit: float,
    seed: int,
    again: bool,
    shared: bool,
    supplier: str | None,
    first_day: datetime | None,
    last_day: datetime | None,
    coordinator: str | None,
    no_wait: bool,
) -> None:
    """Make a roster for each PROBLEM, a file or a directory of .json files; the roster gets the problem's name in OUT.

    Run again, the command goes on where it was: a roster that is newer than its problem stays; with --shared only while
    it is lawful beside the others. A process that dies is replaced, and a problem that fails three times is given up.
    Several commands may share one OUT.

    Exit code 0: every problem has a roster. 1: some have none; they are listed. 2: the input cannot be read.
    130: Ctrl-C or SIGTERM ended it.
    """
    if supplier is not None:
        from selvstyrt.faces.cli.roster_supplier import Order, order_rosters

        if problems or out:
            raise click.UsageError("Give either problems with --out, or --supplier.")
        if not (first_day and last_day and coordinator):
            raise click.UsageError("With --supplier give --from, --to and --coordinator too.")
        order = Order(supplier, coordinator, first_day.date(), last_day.date(), round(time_limit), processes, no_wait)
        with ended_like_ctrl_c():
            sys.exit(order_rosters(order))
    if not problems or out is None:
        raise click.UsageError("Give problems and --out, or --supplier.")
    try:
        tasks = tasks_for(problems, out, shared=shared)
    except UnreadableError as error:
        click.echo(f"selvstyrt roster solve-all: {error}", err=True)
        sys.exit(2)
    with ended_like_ctrl_c():
        sys.exit(solve_files(tasks, Search(time_limit, seed, again, time.time()), processes))


def tasks_for(problems: Sequence[Path], out: Path, *, shared: bool) -> list[Task]:
    """One task for each problem file, in the order in which they may begin; makes OUT.

    Raises: UnreadableError for a path that is missing, a directory without problems, two problems of one name.
    """
    paths = [path for each in problems for path in _problems_in(each)]
    doubles = [name for name, count in Counter(path.name for path in paths).items() if count > 1]
    if doubles:
        raise UnreadableError(f"two problems are called {doubles[0]}. Rename one: its roster gets the same name.")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnreadableError(f"{out} cannot be made: {error.strerror}.") from error
    if any(path.resolve().parent == out.resolve() for path in paths):
        raise UnreadableError(f"{out} holds problems. Choose another directory for the rosters.")
    refuse_unwritable(out / paths[0].name)
    _refuse_problems_as_rosters(paths, out)
    if not shared:
        return [Task(path.name, path, out / path.name) for path in paths]
    return _in_turn(paths, out)


def _problems_in(path: Path) -> list[Path]:
    if not path.is_dir():
        if not path.exists():
            raise UnreadableError(f"{path} is not there.")
        return [path]
    found = sorted(each for each in path.glob("*.json") if not each.name.startswith("."))
    if not found:
        raise UnreadableError(f"{path} holds no .json files.")
    return found


def _refuse_problems_as_rosters(paths: Iterable[Path], out: Path) -> None:
    """A roster that is a link to a problem would take its place."""
    problems = {_place(path) for path in paths} - {None}
    for roster in (out / path.name for path in paths):
        if _place(roster) in problems:
            raise UnreadableError(f"{roster} leads to a problem. Choose another directory for the rosters.")


def _place(path: Path) -> tuple[int, int] | None:
    try:
        there = path.stat()
    except OSError:
        return None
    return there.st_dev, there.st_ino


def _in_turn(paths: Iterable[Path], out: Path) -> list[Task]:
    """Tasks in which the same id is the same person: neighbours follow each other, and see each other."""
    people: dict[Path, set[str]] = {}
    for path in paths:
        try:
            people[path] = {person.id for person in problem_in(path).people}
        except (SelvstyrtError, UnreadableError):
            people[path] = set()  # told when its turn comes
    neighbours = neighbours_of(people)
    rounds = rounds_of(people, neighbours)
    tasks = []
    for path in sorted(people, key=lambda path: (rounds[path], path.name)):
        beside = sorted(neighbours[path])
        before = tuple((other, out / other.name) for other in beside if rounds[other] < rounds[path])
        later = tuple(other for other in beside if rounds[other] > rounds[path])
        tasks.append(Task(path.name, path, out / path.name, before, later))
    return tasks


def solve_files(tasks: Sequence[Task], search: Search, processes: int) -> int:
    """Carry out the tasks with progress on standard error; the exit code."""
    board = Board(len(tasks))
    crew = Crew(processes, search, board.tell)
    left = []
    for task in tasks:
        # Beside others its turn has to come first: what they have may be made anew before.
        if task.stands_alone and (told := already(task, search)) is not None:
            board.tell(task, told)
            crew.over.add(task.name)
        else:
            left.append(task)
    try:
        crew.run(left)
    except KeyboardInterrupt:
        board.close()
        tell("Stopped. Run the command again to go on.")
        return STOPPED
    board.close()
    return board.summary()


class Board:
    """Progress on standard error: one line that changes on a terminal, else a line now and then."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.counts: Counter[Outcome] = Counter()
        self.with_gaps = 0
        self.troubles: list[str] = []
        self.began = time.monotonic()
        self.told_at = 0.0
        self.is_terminal = is_terminal()

    def tell(self, task: Task, told: Told) -> None:
        """Count one problem that is over."""
        self.counts[told.outcome] += 1
        self.with_gaps += told.empty > 0
        if told.reason:
            self.troubles.append(f"{task.name}: {told.reason}")
        if told.outcome not in OLD:
            self._show()

    def close(self) -> None:
        """End the line."""
        if self.is_terminal and self.told_at:
            tell()

    def summary(self) -> int:
        """Say what came out; the exit code."""
        counts = self.counts
        tell(
            f"{self.total} problems: {counts[Outcome.WRITTEN]} rosters written, {self.with_gaps} of them with empty"
            f" shifts; {counts[Outcome.THERE]} were there; {len(self.troubles)} without a roster."
            f" {self._seconds():.0f} s, {self._per_minute():.1f} a minute."
        )
        for trouble in sorted(self.troubles):
            tell(trouble)
        return 1 if self.troubles else 0

    def _seconds(self) -> float:
        return time.monotonic() - self.began

    def _per_minute(self) -> float:
        made = sum(count for outcome, count in self.counts.items() if outcome not in OLD)
        return made * 60 / max(self._seconds(), 0.001)

    def _show(self) -> None:
        over, now = sum(self.counts.values()), time.monotonic()
        if not self.is_terminal and now - self.told_at < TELL_SECONDS and over < self.total:
            return
        self.told_at = now
        left = (self.total - over) / max(self._per_minute(), 0.001)
        text = f"{over} of {self.total}, {self._per_minute():.1f} a minute, about {left:.0f} min left"
        tell(f"\r{text:<60}" if self.is_terminal else text, nl=not self.is_terminal)
