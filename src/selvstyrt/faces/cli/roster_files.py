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

FILE = click.Path(path_type=Path, dir_okay=False)


class UnreadableError(Exception):
    """A file cannot be read or written, or is not JSON."""


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
    return read_problem(_read_json(path))


def roster_in(path: Path, problem: Problem) -> Roster:
    found = read_roster(_read_json(path))
    refuse_unknown_names(problem, found.assignments, "assignments")
    return found


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal, object_pairs_hook=_no_doubles)
    except OSError as error:
        raise UnreadableError(f"{path} cannot be opened: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"{path} is not JSON: {error}.") from error


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys stand once: a second one would silently win."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key!r} stands twice in one object")
        found[key] = value
    return found


def refuse_unwritable(path: Path) -> None:
    if not path.resolve().parent.is_dir():
        raise UnreadableError(f"{path} cannot be written: there is no such folder. Make it, or choose another.")


def write_json(path: Path, data: Any) -> None:
    try:
        path.write_text(as_json(data) + "\n", encoding="utf-8")
    except OSError as error:
        raise UnreadableError(f"{path} cannot be written: {error.strerror}.") from error


def as_json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1, default=_number)


def _number(value: object) -> float:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")
