"""`selvstyrt roster solve`: make the best lawful roster, with progress on the terminal."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from selvstyrt.core.roster import Problem, Roster, Status, write_roster
from selvstyrt.engine.progress import Progress
from selvstyrt.engine.solve import solve
from selvstyrt.faces.cli.json_files import refuse_unwritable
from selvstyrt.faces.cli.options import Seconds
from selvstyrt.faces.cli.roster_files import FILE, Refusals, problem_in, write_json
from selvstyrt.faces.cli.screen import is_terminal, tell
from selvstyrt.faces.cli.stopping import StopKey
from selvstyrt.faces.texts import roster as texts
from selvstyrt.faces.texts.findings import LANGUAGES


@click.command("solve")
@click.argument("problem_file", metavar="PROBLEM", type=FILE)
@click.option("--out", type=FILE, required=True, help="Write the roster here.")
@click.option(
    "--time-limit",
    type=Seconds(0, 86_400),
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
    """Make the best lawful roster for PROBLEM. Ctrl-C or SIGTERM stops the search and keeps the best so far.

    Exit code 0: a roster was written. 1: none exists; the explanation is written. 2: the input cannot be read.
    130: Ctrl-C was pressed twice; nothing is written.
    """
    with Refusals("solve"):
        problem = problem_in(problem_file)
        refuse_unwritable(out, problem_file)
        line = _Line(language)
        with StopKey() as stop:
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
        tell(texts.person_text(figures, language))


class _Line:
    """Progress on the terminal: one line that changes, or a plain line now and then elsewhere."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.is_terminal = is_terminal()
        self.last = ""
        self.told_at = 0.0

    def tell(self, progress: Progress) -> None:
        """Show where the search stands."""
        text = texts.progress_text(
            progress.seconds, progress.best, progress.bound, progress.covered, progress.total, self.language
        )
        now = time.monotonic()
        if self.is_terminal:
            tell(f"\r{text:<{len(self.last)}}", nl=False)
        elif now - self.told_at >= 2 or not self.last:
            tell(text)
            self.told_at = now
        self.last = text

    def close(self) -> None:
        """End the line."""
        if self.is_terminal and self.last:
            tell("")


def _tell_outcome(problem: Problem, found: Roster, language: str) -> None:
    if found.status in (Status.INFEASIBLE, Status.UNKNOWN):
        tell(texts.outcome_text(found.status.value, language))
        for note in found.explanation:
            tell(texts.note_text(note, language))
        return
    covered = sum(who is not None for who in found.assignments.values())
    proof = texts.proof_text(found.objective, found.bound, language)
    tell(f"{texts.covered_text(covered, len(problem.shifts), language)} {proof}")
    for shift, reasons in found.uncovered:
        tell(texts.empty_text(shift, reasons, language, has_team=bool(problem.people)))
    for note in found.explanation:
        if note.code != "assigned":
            tell(texts.note_text(note, language))
