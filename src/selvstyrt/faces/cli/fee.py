"""`selvstyrt fee`: what a household pays for help, month by month, with every step (egenandel på fil)."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from selvstyrt.apps.directory.fee_tables import shipped_tables
from selvstyrt.core.base import NoAnswer, SelvstyrtError, Step
from selvstyrt.core.base.fields import Node, refuse
from selvstyrt.core.fees import (
    FeeAnswer,
    FeeTariff,
    GBasis,
    Household,
    MonthOfHelp,
    monthly_fee,
    read_household,
    read_month,
    read_tariff,
)
from selvstyrt.faces.cli.json_files import UnreadableError, read_json

FORMAT = "selvstyrt-fee/1"
ANSWER = "selvstyrt-fee-answer/1"
_KEYS = ("format", "tariff", "table", "g", "household", "months", "known_on")


@dataclass(frozen=True, slots=True)
class FeeFile:
    """A file of months to price."""

    tariff: FeeTariff
    household: Household
    months: tuple[MonthOfHelp, ...]
    known_on: date | None


@click.command("fee")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
@click.option("--tables", is_flag=True, help="List the municipal tables that come with the program.")
def fee(file: Path | None, as_json: bool, tables: bool) -> None:
    """What a household pays in each month of FILE (selvstyrt-fee/1), with the steps. FILE is JSON; - is standard input.

    Exit code 0: every month has its fee. 1: some have no answer; why is told. 2: the file cannot be read.
    """
    if tables:
        click.echo("\n".join(_listed()))
        return
    if file is None:
        raise click.UsageError("Give a FILE, or --tables.")
    try:
        given = read_file(read_json(file))
        answers = [_answered(given, month) for month in given.months]
    except (UnreadableError, SelvstyrtError) as error:
        click.echo(f"selvstyrt fee: {error}", err=True)
        sys.exit(2)
    if as_json:
        months = [_as_json(month, found) for month, found in zip(given.months, answers, strict=True)]
        click.echo(json.dumps({"format": ANSWER, "months": months}, ensure_ascii=False, indent=1))
    else:
        for month, found in zip(given.months, answers, strict=True):
            click.echo("\n".join(_text(month, found)))
    sys.exit(1 if any(isinstance(found, NoAnswer) for found in answers) else 0)


def read_file(data: Any) -> FeeFile:
    """The file's table, household and months.

    Raises: WrongInput that names the place in the file and how to mend it.
    """
    node = Node(data, "", _KEYS)
    node.one_of("format", (FORMAT,))
    if node.has("tariff") is node.has("table"):
        raise refuse("no_table", "tariff", "There must be one table.", "Give “tariff”, or “table” with a known id.")
    if node.has("tariff"):
        tariff = read_tariff(node.raw("tariff"), "tariff")
    else:
        known = {table.id: table.tariff for table in shipped_tables()}
        tariff = known[node.one_of("table", tuple(known))]
    if node.has("g"):
        g = Node(node.raw("g"), "g", ("basis", "amount"))
        tariff = replace(tariff, g_basis=GBasis(g.one_of("basis", tuple(GBasis))), fixed_g=g.amount("amount", None))
    months = tuple(read_month(item, f"months[{n}]") for n, item in enumerate(node.items("months")))
    return FeeFile(tariff, read_household(node.raw("household")), months, node.day("known_on", None))


def _answered(given: FeeFile, month: MonthOfHelp) -> FeeAnswer | NoAnswer:
    try:
        return monthly_fee(given.tariff, given.household, month, given.known_on)
    except NoAnswer as error:
        return error


def _as_json(month: MonthOfHelp, found: FeeAnswer | NoAnswer) -> dict[str, Any]:
    day = month.day.isoformat()
    if isinstance(found, NoAnswer):
        return {"day": day, "fee": None, "no_answer": found.code, "told": str(found)}
    return {
        "day": day,
        "fee": str(found.fee),
        "bracket": found.place,
        "income": str(found.income),
        "g": str(found.g.amount),
        "minutes_charged": found.minutes_charged,
        "self_cost_ceiling": _plain(found.self_cost_ceiling),
        "self_cost_tested": found.self_cost_tested,
        "state_ceiling": _plain(found.state_ceiling),
        "decided_by": str(found.decided_by),
        "certainty": str(found.certainty),
        "steps": [_step_json(step) for step in found.steps],
    }


def _step_json(step: Step) -> dict[str, Any]:
    citation = {"text": step.citation.text, "url": step.citation.url}
    inputs = {key: _plain(value) for key, value in step.inputs.items()}
    return {"rule": step.rule, "inputs": inputs, "result": _plain(step.result), "citation": citation}


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, Decimal | date) else value


def _text(month: MonthOfHelp, found: FeeAnswer | NoAnswer) -> list[str]:
    if isinstance(found, NoAnswer):
        return [f"{month.day:%Y-%m}: no answer. {found}"]
    sure = "" if found.certainty == "high" else f"  (certainty {found.certainty})"
    lines = [f"{month.day:%Y-%m}: {found.fee} kr, decided by {found.decided_by}{sure}"]
    for step in found.steps:
        inputs = ", ".join(f"{key} {_shown(value)}" for key, value in step.inputs.items() if value is not None)
        lines.append(f"    {step.rule}: {inputs} -> {step.result}  [{step.citation}]")
    return lines


def _shown(value: Any) -> str:
    return " + ".join(map(str, value)) if isinstance(value, list) else str(value)


def _listed() -> list[str]:
    rows = []
    for table in shipped_tables():
        until = f"{table.valid_from} to {table.valid_to}" if table.valid_from else "no dates"
        rows.append(f"{table.id:<20}{table.municipality or '-':<6}{until:<26}{table.tariff.certainty:<8}")
        rows[-1] += table.tariff.citation.url or table.tariff.citation.text
    return rows
