"""`selvstyrt cases FILE`: answer a file of law and pay cases from the core."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from selvstyrt.core.base import SelvstyrtError
from selvstyrt.faces.cli import cases_law, cases_pay
from selvstyrt.faces.cli.json_files import UnreadableError, read_json, write_whole

_LAW_KEYS = {"id", "input", "rule", "valid_on"}
_PAY_KEYS = {"id", "inputs"}


@click.command("cases")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Write the answers here instead of to the screen.")
def cases(file: Path, out: Path | None) -> None:
    """Answer each law or pay case in FILE (JSON) from the rules; expected answers are not read.

    Exit code 0: all answered. 1: some have no rule. 2: the file cannot be read.
    """
    try:
        answers = answer_all(read_cases(file))
        text = json.dumps(answers, ensure_ascii=False, indent=1)
        if out is None:
            click.echo(text)
        else:
            write_whole(out, text + "\n")
    except UnreadableError as error:
        click.echo(f"selvstyrt cases: {error}", err=True)
        sys.exit(2)
    sys.exit(1 if any("unsupported" in found for found in answers.values()) else 0)


def read_cases(file: Path) -> list[Mapping[str, Any]]:
    """The cases of a file: an array, or an object with `cases`.

    Raises: UnreadableError.
    """
    raw = read_json(file, exact=False)
    found = raw.get("cases") if isinstance(raw, dict) else raw
    if not isinstance(found, list):
        raise UnreadableError(f"{file} holds neither a list of cases nor an object with `cases`. Write one of them.")
    for number, case in enumerate(found, start=1):
        if not isinstance(case, dict) or not (case.keys() >= _LAW_KEYS or case.keys() >= _PAY_KEYS):
            raise UnreadableError(
                f"case number {number} in {file} has neither the fields of a law case "
                f"({', '.join(sorted(_LAW_KEYS))}) nor of a pay case ({', '.join(sorted(_PAY_KEYS))})."
            )
    ids = [case["id"] for case in found]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        raise UnreadableError(f"{file} has the same case id more than once: {', '.join(map(str, twice))}.")
    return found


def answer_all(found: list[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Each case's answer by its id; a case that contradicts itself is told as unsupported."""
    return {str(case["id"]): _answer(_without_expected(case)) for case in found}


def _without_expected(case: Mapping[str, Any]) -> Mapping[str, Any]:
    return {key: value for key, value in case.items() if key != "expected"}


def _answer(case: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return cases_law.answer(case) if "input" in case else cases_pay.answer(case)
    except SelvstyrtError as error:
        return {"unsupported": f"{error.code}: {error}"}
    except (KeyError, TypeError, ValueError) as error:
        return {"unsupported": f"the case lacks or misspells something that its rule needs: {error!r}"}
