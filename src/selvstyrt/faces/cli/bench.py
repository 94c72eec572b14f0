"""`selvstyrt bench`: solve public rostering instances, so that anybody can compare."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from selvstyrt.core.base import WrongInput
from selvstyrt.engine.staffing.reading import read_instance, write_rows
from selvstyrt.faces.cli.json_files import UnreadableError, refuse_unwritable, write_whole
from selvstyrt.faces.cli.options import Seconds
from selvstyrt.faces.cli.screen import is_terminal, tell
from selvstyrt.faces.cli.stopping import StopKey

if TYPE_CHECKING:
    from selvstyrt.engine.staffing.solve import News, Outcome

FILE = click.Path(path_type=Path, dir_okay=False)
TELL_SECONDS = 2.0


@click.group()
def bench() -> None:
    """Solve public rostering instances; the files are not part of Selvstyrt."""


@bench.command("curtois-qu")
@click.argument("instance_file", metavar="INSTANCE", type=FILE)
@click.option(
    "--time-limit",
    type=Seconds(0, 86_400),
    default=60,
    show_default=True,
    help="Seconds to search; 0 gives the first lawful roster, made at once.",
)
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="1 is repeatable.")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=0, show_default=True)
@click.option("--out", type=FILE, default=None, help="Write the roster here: a line per person, a field per day.")
def curtois_qu(instance_file: Path, time_limit: float, workers: int, seed: int, out: Path | None) -> None:
    """Solve INSTANCE, a file in the text format of the Curtois and Qu instances.

    Each roster is judged by a checker of its own before it counts. The last line printed is
    `objective=N bound=N seconds=S status=optimal|feasible|infeasible|unknown`. Ctrl-C or SIGTERM stops the search
    and keeps the best so far.

    Exit code 0: a roster was found. 1: there is none, or none was found. 2: the input cannot be read.
    130: Ctrl-C was pressed twice; nothing is written.
    """
    instance = read_instance(instance_file)
    try:
        if out is not None:
            refuse_unwritable(out, instance_file)
        from selvstyrt.engine.staffing.solve import solve

        with StopKey() as stop:
            outcome = solve(
                instance,
                time_limit_s=time_limit,
                workers=workers,
                seed=seed,
                on_news=_Line().tell,
                should_stop=stop.pressed,
                started=time.monotonic(),
            )
            if outcome.roster is not None and out is not None:
                write_whole(out, write_rows(outcome.roster))
    except UnreadableError as error:
        raise WrongInput("bench.unwritable", str(error), path=str(out)) from error
    _tell_outcome(outcome)
    sys.exit(0 if outcome.roster is not None else 1)


class _Line:
    """Progress on standard error: each news on a terminal, one now and then elsewhere."""

    def __init__(self) -> None:
        self.told = -TELL_SECONDS
        self.is_terminal = is_terminal()

    def tell(self, news: News) -> None:
        """Show where the search stands."""
        if news.seconds - self.told >= TELL_SECONDS or self.is_terminal:
            self.told = news.seconds
            best = "none" if news.objective is None else news.objective
            tell(f"{news.seconds:8.2f} s  objective={best} bound={news.bound}")


def _tell_outcome(outcome: Outcome) -> None:
    if outcome.without_row is not None:
        tell(f"{outcome.without_row} has no lawful row of shifts: there is no roster.")
    if outcome.is_bound_refuted:
        tell("A roster was cheaper than a bound: that is a fault of ours, and no bound is printed.")
    objective = "none" if outcome.objective is None else outcome.objective
    click.echo(
        f"objective={objective} bound={outcome.bound} seconds={outcome.seconds:.2f} status={outcome.status.value}"
    )
