"""`selvstyrt law`: dated values of the law, and a check of shifts against it."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from selvstyrt.core import law as core_law
from selvstyrt.core.base import OSLO, NoAnswer, SelvstyrtError, WrongInput
from selvstyrt.core.law import DatedEntry
from selvstyrt.core.worktime import Limits, check
from selvstyrt.faces.cli.cases_law import compliant, violation
from selvstyrt.faces.cli.law_input import assessed_of, refuse_unknown_keys
from selvstyrt.faces.texts import LANGUAGES, explain

_STALE_DAYS = 365


class DayType(click.ParamType[date]):
    """A calendar day written as 2026-06-01."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a usage error."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day such as 2026-06-01.", param, ctx)


def _today() -> date:
    return datetime.now(OSLO).date()


@click.group("law")
def law() -> None:
    """Look up dated law values, and check shifts against the working-time rules."""


@law.command("list")
@click.argument("word", default="")
def list_values(word: str) -> None:
    """Every law value whose id or name holds WORD, with its newest value."""
    for value_id in core_law.all_ids():
        found = core_law.dated(value_id)
        if word.lower() in value_id.lower() or word.lower() in found.name_nb.lower():
            newest = found.entries[-1]
            click.echo(f"{value_id}\t{_shown(newest)} {found.unit}\tfrom {newest.valid_from}\t{found.name_nb}")


@law.command("show")
@click.argument("value_id", metavar="ID")
@click.option("--on", "day", type=DayType(), help="The day asked about; today when left out.")
@click.option("--known-on", type=DayType(), help="What was known on this day; all that is known when left out.")
def show(value_id: str, day: date | None, known_on: date | None) -> None:
    """The value ID on a day, with its provision, source and history."""
    asked = day or _today()
    try:
        found = core_law.dated(value_id)
    except WrongInput as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{found.id}: {found.name_nb}")
    click.echo(f"{found.law}  {found.url}")
    try:
        entry = found.at(asked, known_on)
        click.echo(f"On {asked}: {_shown(entry)} {found.unit}")
        for row in entry.rows or ():
            click.echo("  " + ", ".join(f"{key} {row[key]}" for key in row))
    except NoAnswer as error:
        click.echo(f"On {asked}: {error}")
        _history(found)
        sys.exit(1)
    _history(found)


def _history(found: core_law.DatedValue) -> None:
    click.echo("History:")
    for entry in found.entries:
        doubt = "" if entry.certainty == "high" else f" (certainty {entry.certainty})"
        click.echo(
            f"  from {entry.valid_from} (announced {entry.announced_on}): {_shown(entry)}  {entry.source}{doubt}"
        )
    click.echo(f"Compared with the source on {found.verified_on}.")
    if found.next_change:
        click.echo(f"Next change: {found.next_change}")


def _shown(entry: DatedEntry) -> str:
    if entry.repealed:
        return "repealed"
    return f"table of {len(entry.rows)} rows," if entry.rows is not None else str(entry.value)


@law.command("freshness")
@click.option("--on", "day", type=DayType(), help="The day to look from; today when left out.")
def freshness(day: date | None) -> None:
    """The values that nobody has compared with their source for a year. Exit code 1 when there are any."""
    asked = day or _today()
    old = [found for found in map(core_law.dated, core_law.all_ids()) if (asked - found.verified_on).days > _STALE_DAYS]
    for found in sorted(old, key=lambda item: item.verified_on):
        change = f"\tnext change: {found.next_change}" if found.next_change else ""
        click.echo(f"{found.verified_on}\t{found.id}\t{found.url}{change}")
    click.echo(f"{len(old)} of {len(core_law.all_ids())} values are older than {_STALE_DAYS} days.", err=True)
    sys.exit(1 if old else 0)


@law.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--explain", "language", type=click.Choice(LANGUAGES), help="Plain sentences in this language.")
@click.option("--on", "day", type=DayType(), help="The day whose law applies; the first shift's day when left out.")
def check_file(file: Path, language: str | None, day: date | None) -> None:
    """Check the shifts in FILE (one `input` object of the law cases, as JSON).

    Exit code 0: sound. 1: something is illegal or needs an agreement. 2: the file cannot be read.
    """
    try:
        given = json.loads(file.read_text(encoding="utf-8"))
        given = given.get("input", given) if isinstance(given, dict) else given
        if not isinstance(given, dict):
            raise WrongInput("unreadable_input", f"{file} holds no input object.")
        refuse_unknown_keys(given)
        assessed = assessed_of(given, who=str(given.get("who", "assistant")), valid_on=day)
        zone = ZoneInfo(assessed.settings.timezone)
        first = min((shift.span.start for shift in assessed.shifts), default=None)
        asked = day or (first.astimezone(zone).date() if first else _today())
        findings = check(assessed, Limits.at(asked))
    except (OSError, ValueError, SelvstyrtError) as error:
        click.echo(f"selvstyrt law check: {error}", err=True)
        sys.exit(2)
    if language:
        for finding in findings:
            click.echo(f"{finding.rule}: {explain(finding, language, zone)}")
    else:
        answer = {"violations": [violation(item, assessed) for item in findings], "compliant": compliant(findings)}
        click.echo(json.dumps(answer, ensure_ascii=False, indent=1))
    sys.exit(0 if compliant(findings) else 1)
