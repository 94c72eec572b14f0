"""`selvstyrt law`: dated values of the law, and a check of shifts against it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

import click

from selvstyrt.core import law as core_law
from selvstyrt.core.base import OSLO, NoAnswer, SelvstyrtError, WrongInput
from selvstyrt.core.law import DatedEntry, DatedValue
from selvstyrt.faces.cli.json_files import UnreadableError, read_json, refuse_unwritable, write_whole
from selvstyrt.faces.cli.law_file import ShiftsFile, read_shifts
from selvstyrt.faces.cli.law_report import answer, checked, explained, is_sound
from selvstyrt.faces.texts import LANGUAGES

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
            self.fail(f"{value!r} is not a day. Write year-month-day, such as 2026-06-01.", param, ctx)


def _today() -> date:
    return datetime.now(OSLO).date()


def _refused(command: str, error: object) -> NoReturn:
    click.echo(f"selvstyrt law {command}: {error}", err=True)
    sys.exit(2)


@click.group("law")
def law() -> None:
    """Look up dated law values, and check shifts against the working-time rules.

    \b
    selvstyrt law list overtid               which values there are, with the value today
    selvstyrt law show aml.daily_rest        one value, its provision, source and history
    selvstyrt law check shifts.json          what a set of shifts breaks, as JSON
    selvstyrt law check shifts.json --explain nb     the same as a person reads it
    selvstyrt law freshness                  which values were compared with the source long ago
    """


@law.command("list", short_help="Which values there are, with the value on a day.")
@click.argument("words", metavar="[WORD]...", nargs=-1)
@click.option("--on", "day", type=DayType(), help="The day asked about; today when left out.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of columns.")
def list_values(words: tuple[str, ...], day: date | None, as_json: bool) -> None:
    """Law values whose id, name or provision holds every WORD, with the value on the day.

    Columns: id, value and unit, the day it holds from, Norwegian name. WORD may be a law ("avl"), a part of an id
    ("rest"), of a name ("ukentlig") or of a provision ("10-8"). Exit code 1 when nothing fits.
    """
    asked = day or _today()
    found = [value for value in map(core_law.dated, core_law.all_ids()) if _holds(value, words)]
    if as_json:
        click.echo(json.dumps([_as_json(value, asked) for value in found], ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_columns([_row(value, asked) for value in found])), nl=bool(found))
    if not found:
        click.echo(f"No law value holds {' and '.join(words)}. `selvstyrt law list` shows all.", err=True)
        sys.exit(1)


def _holds(value: DatedValue, words: Iterable[str]) -> bool:
    text = f"{value.id} {value.name_nb} {value.law}".lower()
    return all(word.lower() in text for word in words)


def _entry_on(value: DatedValue, day: date) -> DatedEntry | None:
    try:
        return value.at(day)
    except NoAnswer:
        return None


def _row(value: DatedValue, day: date) -> tuple[str, str, str, str]:
    entry = _entry_on(value, day)
    if entry is not None:
        return value.id, _shown(entry, value.unit), f"from {entry.valid_from}", value.name_nb
    first = value.entries[0]
    if first.valid_from > day:
        return value.id, "no value", f"first from {first.valid_from}", value.name_nb
    if not value.entries[-1].repealed:
        return value.id, "not known", f"for {day.year}", value.name_nb
    return value.id, "repealed", f"from {value.entries[-1].valid_from}", value.name_nb


def _columns(rows: list[tuple[str, str, str, str]]) -> list[str]:
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    return ["  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]) for row in rows]


def _as_json(value: DatedValue, day: date) -> dict[str, Any]:
    entry = _entry_on(value, day)
    return {
        "id": value.id,
        "name_nb": value.name_nb,
        "on": day.isoformat(),
        "value": None if entry is None or entry.value is None else _plain(entry.value),
        "rows": None if entry is None or entry.rows is None else [_plain_row(row) for row in entry.rows],
        "unit": value.unit,
        "valid_from": None if entry is None else entry.valid_from.isoformat(),
        "law": value.law,
        "url": value.url,
        "verified_on": value.verified_on.isoformat(),
    }


def _plain(value: Any) -> Any:
    return value if isinstance(value, bool | int | str) else str(value)


def _plain_row(row: Any) -> dict[str, Any]:
    return {key: _plain(row[key]) for key in row}


@law.command("show", short_help="One value on a day, with provision, source and history.")
@click.argument("value_id", metavar="ID")
@click.option("--on", "day", type=DayType(), help="The day asked about; today when left out.")
@click.option("--known-on", type=DayType(), help="What was known on this day; all that is known when left out.")
def show(value_id: str, day: date | None, known_on: date | None) -> None:
    """The value ID on a day, with its provision, source and history. `selvstyrt law list` shows the ids.

    Exit code 0: there is a value. 1: none on that day; the first known day is told. 2: there is no such ID.
    """
    asked = day or _today()
    try:
        found = core_law.dated(value_id)
    except WrongInput as error:
        _refused("show", f"{error}{_near(value_id)}")
    click.echo(f"{found.id}: {found.name_nb}")
    click.echo(f"{found.law}  {found.url}")
    try:
        entry = found.at(asked, known_on)
    except NoAnswer as error:
        _history(found)
        click.echo(f"selvstyrt law show: {error}", err=True)
        sys.exit(1)
    known = "" if known_on is None else f", as known on {known_on}"
    click.echo(f"On {asked}{known}: {_shown(entry, found.unit)}")
    for row in entry.rows or ():
        click.echo("  " + ", ".join(f"{key} {row[key]}" for key in row))
    _history(found)
    if asked > max(found.verified_on, _today()):
        click.echo(f"{asked} has not come yet: a change announced after {found.verified_on} is not in this.")


def _near(value_id: str) -> str:
    """The ids that look like a wrong one."""
    known = core_law.all_ids()
    near = get_close_matches(value_id, known, n=3, cutoff=0.6)
    last = value_id.rpartition(".")[2]
    near += [each for each in known if last and last in each and each not in near]
    return f" Did you mean {' or '.join(near[:3])}?" if near else ""


def _history(found: DatedValue) -> None:
    click.echo("History:")
    for entry in found.entries:
        doubt = "" if entry.certainty == "high" else f" (certainty {entry.certainty})"
        click.echo(
            f"  from {entry.valid_from} (announced {entry.announced_on}): "
            f"{_shown(entry, found.unit)}  {entry.source}{doubt}"
        )
    click.echo(f"Compared with the source on {found.verified_on}.")
    if found.next_change:
        click.echo(f"Next change: {found.next_change}")


def _shown(entry: DatedEntry, unit: str) -> str:
    if entry.repealed:
        return "repealed"
    if entry.rows is not None:
        return f"table of {len(entry.rows)} {'row' if len(entry.rows) == 1 else 'rows'}"
    return f"{entry.value} {unit}".strip()


@law.command("freshness", short_help="Which values were compared with the source long ago.")
@click.option("--on", "day", type=DayType(), help="The day to look from; today when left out.")
@click.option("--days", type=click.IntRange(0), default=_STALE_DAYS, show_default=True, help="How old is too old.")
def freshness(day: date | None, days: int) -> None:
    """The values that nobody has compared with their source for so many days, the oldest first.

    Columns: day of the last comparison, id, address of the source, known next change. For CI: exit code 0 when all
    are fresh, 1 when some are too old.
    """
    asked = day or _today()
    values = [core_law.dated(value_id) for value_id in core_law.all_ids()]
    old = sorted((value for value in values if (asked - value.verified_on).days > days), key=lambda v: v.verified_on)
    rows = [(str(value.verified_on), value.id, value.url, value.next_change) for value in old]
    for line in _columns(rows):
        click.echo(line.rstrip())
    oldest = min(value.verified_on for value in values)
    click.echo(
        f"On {asked}, {len(old)} of {len(values)} values were compared with the source more than {days} days ago; "
        f"the oldest on {oldest}.",
        err=True,
    )
    sys.exit(1 if old else 0)


@law.command("check", short_help="What a set of shifts breaks, with provision and ways out.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--explain", "language", type=click.Choice(LANGUAGES), help="Sentences in this language, not JSON.")
@click.option("--on", "day", type=DayType(), help="The day whose law applies; the first shift's day when left out.")
@click.option("--advice", is_flag=True, help="Also what the law only asks to think about (aml. § 10-2).")
@click.option("--out", type=click.Path(path_type=Path), help="Write the answer here instead of to the screen.")
def check_file(file: Path, language: str | None, day: date | None, advice: bool, out: Path | None) -> None:
    """Check the shifts in FILE against the working-time rules. FILE is JSON; - is standard input.

    FILE has one assistant, or many under `assistants`; all shifts with one employer are added up, whatever scheme
    they are in. Without --explain the answer is JSON. docs/formats.md describes both.

    \b
    {"contract": {"tariff_bound": false, "weekly_limit_h": 37.5},
     "agreements": [{"type": "averaging_individual", "period_weeks": 8}],
     "period": {"from": "2026-06-01T00:00", "to": "2026-06-29T00:00"},
     "shifts": [{"start": "2026-06-01T14:00", "end": "2026-06-01T22:00", "break_min": 30}]}

    Exit code 0: sound. 1: something is illegal or needs an agreement. 2: the file cannot be read.
    """
    try:
        given = read_shifts(read_json(file))
        if out is not None:
            refuse_unwritable(out, file)
        asked = day or given.valid_on or _first_day(given)
        found = checked(given, asked, advice=advice)
        if language:
            text = "\n".join(explained(found, given, asked, language))
        else:
            text = json.dumps(answer(found, given, asked), ensure_ascii=False, indent=1)
        if out is None:
            click.echo(text)
        else:
            write_whole(out, f"{text}\n")
    except (UnreadableError, SelvstyrtError) as error:
        _refused("check", error)
    sys.exit(0 if is_sound(found) else 1)


def _first_day(given: ShiftsFile) -> date:
    """The first shift's day; without shifts the first day of the period, and without that today."""
    periods = [each.assessed.period for each in given.employed if each.assessed.period is not None]
    shifts = [shift.span for each in given.employed for shift in each.assessed.shifts]
    return min((span.start_day(given.zone) for span in shifts or periods), default=_today())
