"""`selvstyrt cases FILE`: answer a file of law, pay and fee cases from the core."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from selvstyrt.core.base import SelvstyrtError
from selvstyrt.faces.cli import cases_fees, cases_law, cases_pay
from selvstyrt.faces.cli.json_files import UnreadableError, read_json, refuse_unwritable, write_whole
from selvstyrt.faces.cli.law_file import read_shifts

_LAW_KEYS = {"id", "input", "rule", "valid_on"}
_PAY_KEYS = {"id", "inputs"}


@click.command("cases")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Write the answers here instead of to the screen.")
def cases(file: Path, out: Path | None) -> None:
    """Answer each law, pay or fee case in FILE (JSON) from the rules; expected answers are not read.

    A case that cannot be understood is answered as `unsupported`, with the place and how to mend it.

    Exit code 0: all answered. 1: some unsupported. 2: the file cannot be read; nothing is written.
    """
    try:
        found = read_cases(file)
        if out is not None:
            refuse_unwritable(out, file)
        answers = answer_all(found)
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
                f"({', '.join(sorted(_LAW_KEYS))}) nor of a pay case ({', '.join(sorted(_PAY_KEYS))}). Add them."
            )
        if not isinstance(case["id"], str | int):
            raise UnreadableError(f"case number {number} in {file} has an id that is no text. Write one in quotes.")
    twice = sorted(name for name, count in Counter(str(case["id"]) for case in found).items() if count > 1)
    if twice:
        raise UnreadableError(f"{file} has the same case id more than once: {', '.join(twice)}. Change one of them.")
    return found


def answer_all(found: list[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Each case's answer by its id; a case that contradicts itself is told as unsupported."""
    return {str(case["id"]): _answer(_without_expected(case)) for case in found}


def _without_expected(case: Mapping[str, Any]) -> Mapping[str, Any]:
    return {key: value for key, value in case.items() if key != "expected"}


def _answer(case: Mapping[str, Any]) -> dict[str, Any]:
    try:
        if "input" in case:
            return cases_law.answer(case)
        return cases_fees.answer(case) if case.get("area") == cases_fees.AREA else cases_pay.answer(case)
    except SelvstyrtError as error:
        return {"unsupported": _wrong_place(case) or f"{error.code}: {error}"}
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError) as error:
        told = f"the case lacks or misspells something that its rule needs: {error!r}"
        return {"unsupported": _wrong_place(case) or told}


def _wrong_place(case: Mapping[str, Any]) -> str:
    """The first place in the shifts of a law case that cannot be understood, and how to mend it; empty for none."""
    given = case.get("input")
    if "input" not in case or (isinstance(given, dict) and "facts" in given):
        return ""
    try:
        read_shifts(case)
    except SelvstyrtError as error:
        return str(error)
    return ""
