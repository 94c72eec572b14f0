"""`selvstyrt roster design`: shifts from needs as curves, written as a roster problem."""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

import click

from selvstyrt.core.needs import CoveringShift, Design, ShiftShape, problem_from_design, read_needs
from selvstyrt.core.roster.reading import WEEKDAYS
from selvstyrt.core.roster.roster import Status
from selvstyrt.engine.shift_design import design
from selvstyrt.faces.cli.json_files import read_json, refuse_unwritable
from selvstyrt.faces.cli.options import Seconds
from selvstyrt.faces.cli.roster_files import FILE, Refusals, write_json
from selvstyrt.faces.texts.design import design_outcome, design_text
from selvstyrt.faces.texts.findings import LANGUAGES


@click.command("design")
@click.argument("needs_file", metavar="NEEDS", type=FILE)
@click.option("--out", type=FILE, required=True, help="Write the roster problem here.")
@click.option("--time-limit", type=Seconds(0.1, 3600), default=10, show_default=True, help="Seconds to search.")
@click.option("--seed", type=click.IntRange(0, 2**31 - 1), default=0, show_default=True)
@click.option("--explain/--no-explain", default=False, help="Say why each kind of shift is as it is.")
@click.option("--language", type=click.Choice(LANGUAGES), default="nb", show_default=True)
def design_command(needs_file: Path, out: Path, time_limit: float, seed: int, explain: bool, language: str) -> None:
    """Choose shifts that cover NEEDS, and write the roster problem with them.

    Exit code 0: a problem was written. 1: the needs cannot be covered; the reasons are printed and nothing is
    written. 2: the input cannot be read.
    """
    with Refusals("design"):
        data = read_json(needs_file)
        needs = read_needs(data)
        refuse_unwritable(out, needs_file)
        found = design(needs, seconds=time_limit, seed=seed)
        is_covered = found.status in (Status.OPTIMAL, Status.FEASIBLE)
        if is_covered:
            write_json(out, problem_from_design(data, found))
    click.echo(design_outcome(found, language), err=True)
    for note in found.notes:
        click.echo(design_text(note, language), err=True)
    if explain:
        _tell_reasons(found, language)
    if not is_covered:
        sys.exit(1)


def _tell_reasons(found: Design, language: str) -> None:
    """Each kind of shift once, with its days and the reasons of its first day."""
    by_kind: dict[ShiftShape, list[CoveringShift]] = defaultdict(list)
    for shift in found.week:
        by_kind[shift.kind].append(shift)
    reasons = dict(zip(found.week, found.reasons, strict=True))
    for kind, shifts in sorted(by_kind.items()):
        days = " ".join(WEEKDAYS[day] for day in sorted({shift.day % 7 for shift in shifts}))
        click.echo(f"{_clock(kind.starts_at)}-{_clock(kind.ends_at)} {days}")
        for note in reasons[shifts[0]]:
            click.echo(f"  {design_text(note, language)}")


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
