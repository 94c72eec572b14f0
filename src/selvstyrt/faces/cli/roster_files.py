"""Reading and writing roster files for the command line; what cannot be read becomes one plain message."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from selvstyrt.core.base import SelvstyrtError
from selvstyrt.core.roster import Problem, Roster, read_problem, read_roster, refuse_unknown_names
from selvstyrt.faces.cli.json_files import UnreadableError, read_json, write_whole

FILE = click.Path(path_type=Path, dir_okay=False)


class Refusals:
    """Turns what cannot be read into one plain message and exit code 2."""

    def __init__(self, command: str) -> None:
        self.command = command

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, SelvstyrtError | UnreadableError):
            click.echo(f"selvstyrt roster {self.command}: {error}", err=True)
            sys.exit(2)


def problem_in(path: Path) -> Problem:
    return read_problem(read_json(path))


def roster_in(path: Path, problem: Problem) -> Roster:
    found = read_roster(read_json(path))
    refuse_unknown_names(problem, found.assignments, "assignments")
    return found


def write_json(path: Path, data: Any) -> None:
    write_whole(path, as_json(data) + "\n")


def as_json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1, default=_number)


def _number(value: object) -> float:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")
