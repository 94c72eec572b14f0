"""`selvstyrt roster`: solve, check and explain rosters on files, and make problems to try."""

from __future__ import annotations

import importlib
import sys
from datetime import date
from pathlib import Path

import click

from selvstyrt.core.roster import (
    evaluate,
    read_problem,
    refuse_unknown_names,
    write_finding,
)
from selvstyrt.engine.explain import explained
from selvstyrt.engine.generator import Recipe, generate
from selvstyrt.faces.cli.options import Monday
from selvstyrt.faces.cli.roster_files import FILE, Refusals, as_json, problem_in, roster_in, write_json
from selvstyrt.faces.texts import roster as texts
from selvstyrt.faces.texts.findings import LANGUAGES

_LANGUAGE = click.option("--language", type=click.Choice(LANGUAGES), default="nb", show_default=True)


_SOLVING = {
    "design": "selvstyrt.faces.cli.roster_design:design_command",
    "solve": "selvstyrt.faces.cli.roster_solve:solve_command",
    "solve-all": "selvstyrt.faces.cli.roster_all:solve_all_command",
}


class _WithSolver(click.Group):
    """The group, with the commands that solve in modules of their own: only they load the solver."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of use."""
        return [*_SOLVING, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in _SOLVING:
            return super().get_command(ctx, cmd_name)
        module, _, name = _SOLVING[cmd_name].partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=_WithSolver)
def roster() -> None:
    """Solve, check and explain rosters; make problems to try."""


@roster.command("check")
@click.argument("problem_file", metavar="PROBLEM", type=FILE)
@click.argument("roster_file", metavar="ROSTER", type=FILE)
def check_command(problem_file: Path, roster_file: Path) -> None:
    """Judge ROSTER by the rules; its findings are printed as a JSON list.

    Exit code 0: sound (the list may hold warnings and unmet wishes). 1: something is illegal or lacks an
    agreement. 2: the input cannot be read.
    """
    with Refusals("check"):
        problem = problem_in(problem_file)
        assignments = roster_in(roster_file, problem).assignments
        judged = evaluate(problem, assignments)
    click.echo(as_json([write_finding(finding) for finding in judged.findings]))
    sys.exit(0 if judged.is_sound else 1)


@roster.command("explain")
@click.argument("problem_file", metavar="PROBLEM", type=FILE)
@click.argument("roster_file", metavar="ROSTER", type=FILE)
@click.option("--shift", "shift_id", default=None, help="Only this shift.")
@_LANGUAGE
def explain_command(problem_file: Path, roster_file: Path, shift_id: str | None, language: str) -> None:
    """Say in words why each shift is as it is, why nobody has the empty ones, and what would help.

    Exit code 0: explained. 2: the input cannot be read.
    """
    with Refusals("explain"):
        problem = problem_in(problem_file)
        found = roster_in(roster_file, problem)
        if shift_id is not None:
            refuse_unknown_names(problem, {shift_id: None}, "--shift")
        told = explained(problem, found)
    for note in told.explanation:
        if shift_id is None or note.facts.get("shift") == shift_id:
            click.echo(texts.note_text(note, language))
    for empty, reasons in told.uncovered:
        if shift_id in (None, empty):
            click.echo(texts.empty_text(empty, reasons, language, has_team=bool(problem.people)))


@roster.command("generate")
@click.option("--assistants", type=int, default=7, show_default=True)
@click.option("--weeks", type=int, default=8, show_default=True)
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=0, show_default=True)
@click.option("--hours", "hours_per_week", type=click.IntRange(1, 400), default=None, help="Hours of need in a week.")
@click.option("--nights/--no-nights", default=True, show_default=True)
@click.option("--from", "first_day", type=Monday(), default=None, help="First day; a Monday.")
@click.option("--out", type=FILE, required=True, help="Write the problem here.")
def generate_command(
    assistants: int,
    weeks: int,
    seed: int,
    hours_per_week: int | None,
    nights: bool,
    first_day: date | None,
    out: Path,
) -> None:
    """Make up a plausible BPA problem; the same options give the same file."""
    start = first_day if first_day is not None else Recipe().first_day
    with Refusals("generate"):
        problem = generate(Recipe(assistants, weeks, seed, hours_per_week, nights, start))
        read_problem(problem)  # refused where it would reach beyond the years that can be read
        write_json(out, problem)
