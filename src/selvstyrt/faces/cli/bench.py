"""`selvstyrt bench`: solve public rostering instances, so that anybody can compare."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import click

from selvstyrt.core.base import WrongInput
from selvstyrt.engine.staffing.reading import read_instance, write_rows

FILE = click.Path(path_type=Path, dir_okay=False)
TELL_SECONDS = 2.0


@click.group()
def bench() -> None:
    """Solve public rostering instances; the files are not part of Selvstyrt."""


@bench.command("curtois-qu")
@click.argument("instance_file", metavar="INSTANCE", type=FILE)
@click.option(
    "--time-limit",
    type=click.FloatRange(0, 86_400),
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
    `objective=N bound=N seconds=S status=optimal|feasible|infeasible|unknown`.

    Exit code 0: a roster was found. 1: there is none, or none was found. 2: the input cannot be read.
    """
    instance = read_instance(instance_file)
    if out is not None and not out.resolve().parent.is_dir():
        raise WrongInput("bench.unwritable", f"{out} cannot be written: there is no such folder.", path=str(out))
    from selvstyrt.engine.staffing.solve import News, solve

    started = time.monotonic()
    told = [-TELL_SECONDS]

    def tell(news: News) -> None:
        if news.seconds - told[0] >= TELL_SECONDS or sys.stderr.isatty():
            told[0] = news.seconds
            best = "none" if news.objective is None else news.objective
            click.echo(f"{news.seconds:8.2f} s  objective={best} bound={news.bound}", err=True)

    outcome = solve(
        instance,
        time_limit_s=time_limit,
        workers=workers,
        seed=seed,
        on_news=tell,
        should_stop=_stop_key(),
        started=started,
    )
    if outcome.roster is not None and out is not None:
        out.write_text(write_rows(outcome.roster), encoding="utf-8")
    if outcome.without_row is not None:
        click.echo(f"{outcome.without_row} has no lawful row of shifts: there is no roster.", err=True)
    if outcome.is_bound_refuted:
        click.echo("A roster was cheaper than a bound: that is a fault of ours, and no bound is printed.", err=True)
    objective = "none" if outcome.objective is None else outcome.objective
    click.echo(
        f"objective={objective} bound={outcome.bound} seconds={outcome.seconds:.2f} status={outcome.status.value}"
    )
    sys.exit(0 if outcome.roster is not None else 1)


def _stop_key() -> Callable[[], bool]:
    """Ctrl-C asks the search to stop and keep its best; a second one ends the command at once."""
    pressed = threading.Event()

    def press(number: int, frame: object) -> None:
        pressed.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, press)
    return pressed.is_set
