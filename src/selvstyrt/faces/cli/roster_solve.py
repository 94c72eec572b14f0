"""`selvstyrt roster solve`: make the best lawful roster, with progress on the terminal."""

from __future__ import annotations

import signal
import sys
import threading
import time
from pathlib import Path

import click

from selvstyrt.core.roster import Problem, Roster, Status, write_roster
from selvstyrt.engine.progress import Progress
from selvstyrt.engine.solve import solve
from selvstyrt.faces.cli.roster_files import FILE, Refusals, problem_in, refuse_unwritable, write_json
from selvstyrt.faces.texts import roster as texts
from selvstyrt.faces.texts.findings import LANGUAGES


@click.command("solve")
@click.argument("problem_file", metavar="PROBLEM", type=FILE)
@click.option("--out", type=FILE, required=True, help="Write the roster here.")
@click.option(
    "--time-limit",
    type=click.FloatRange(0, 86_400),
    default=60,
    show_default=True,
    help="Seconds to search; 0 gives the first lawful draft, made at once.",
)
@click.option("--workers", type=click.IntRange(1, 256), default=None, help="Threads; 1 makes the search repeatable.")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=0, show_default=True)
@click.option("--language", type=click.Choice(LANGUAGES), default="nb", show_default=True)
def solve_command(
    problem_file: Path, out: Path, time_limit: float, workers: int | None, seed: int, language: str
) -> None:
    """Make the best lawful roster for PROBLEM. Ctrl-C stops the search and keeps the best so far.

    Exit code 0: a roster was written. 1: none exists; the explanation is written. 2: the input cannot be read.
    """
    with Refusals("solve"):
        problem = problem_in(problem_file)
        refuse_unwritable(out)
        line = _Line(language)
        with _StopKey() as stop:
            result = solve(
                problem,
                time_limit_s=time_limit,
                workers=workers,
                seed=seed,
                on_progress=line.tell,
                should_stop=stop.pressed,
            )
        line.close()
        write_json(out, write_roster(result.roster))
    _tell_outcome(problem, result.roster, language)
    if result.evaluation is None:
        sys.exit(1)
    for figures in result.evaluation.figures:
        click.echo(texts.person_text(figures, language), err=True)


class _StopKey:
    """Ctrl-C asks the search to stop; a second one ends the command at once."""

    def __init__(self) -> None:
        self.is_pressed = False

    def pressed(self) -> bool:
        """True once Ctrl-C was pressed."""
        return self.is_pressed

    def __enter__(self) -> _StopKey:
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGINT, self._press)
        return self

    def __exit__(self, *trace: object) -> None:
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGINT, signal.default_int_handler)

    def _press(self, number: int, frame: object) -> None:
        self.is_pressed = True
        signal.signal(signal.SIGINT, signal.default_int_handler)


class _Line:
    """Progress on the terminal: one line that changes, or a plain line now and then elsewhere."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.is_terminal = sys.stderr.isatty()
        self.last = ""
        self.told_at = 0.0

    def tell(self, progress: Progress) -> None:
        """Show where the search stands."""
        text = texts.progress_text(
            progress.seconds, progress.best, progress.bound, progress.covered, progress.total, self.language
        )
        now = time.monotonic()
        if self.is_terminal:
            click.echo(f"\r{text:<{len(self.last)}}", nl=False, err=True)
        elif now - self.told_at >= 2 or not self.last:
            click.echo(text, err=True)
            self.told_at = now
        self.last = text

    def close(self) -> None:
        """End the line."""
        if self.is_terminal and self.last:
            click.echo("", err=True)


def _tell_outcome(problem: Problem, found: Roster, language: str) -> None:
    if found.status in (Status.INFEASIBLE, Status.UNKNOWN):
        click.echo(texts.outcome_text(found.status.value, language), err=True)
        for note in found.explanation:
            click.echo(texts.note_text(note, language), err=True)
        return
    covered = sum(who is not None for who in found.assignments.values())
    proof = texts.proof_text(found.objective, found.bound, language)
    click.echo(f"{texts.covered_text(covered, len(problem.shifts), language)} {proof}", err=True)
    for shift, reasons in found.uncovered:
        click.echo(texts.empty_text(shift, reasons, language), err=True)
    for note in found.explanation:
        if note.code != "assigned":
            click.echo(texts.note_text(note, language), err=True)
