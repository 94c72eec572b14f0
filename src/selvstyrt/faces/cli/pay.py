"""`selvstyrt pay`: pay of worked time from files, with every step (lønn på fil)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from selvstyrt.core.base import OSLO, Span, WrongInput, local_instant
from selvstyrt.core.pay import Employment, PayLine, WorkedKind, WorkedTime, gross, pay_lines, tariff_source

FORMAT = "selvstyrt-time-entries/1"
_TOP = {"format", "timezone", "tariff", "known_on", "assistants", "entries"}
_ASSISTANT = {"id", "seniority", "weekly_minutes", "own_hourly", "own_annual", "rota", "started"}
_ENTRY = {"id", "assistant", "start", "end", "kind", "break_min", "break_paid", "resting", "calls", "travel"}
_SPAN = {"start", "end"}


@click.group()
def pay() -> None:
    """Explain the pay of worked time, line by line."""


@pay.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")
def explain(file: Path, as_json: bool) -> None:
    """Pay lines of the time entries in FILE (selvstyrt-time-entries/1), with the steps behind each."""
    lines = lines_of(_read(file))
    if as_json:
        click.echo(json.dumps([asdict(line) for line in lines], ensure_ascii=False, indent=1, default=str))
        return
    for line in lines:
        click.echo("\n".join(_text(line)))
    click.echo(f"gross: {gross(lines)}")


def lines_of(sheet: Mapping[str, Any]) -> list[PayLine]:
    """Every pay line of a sheet of time entries, in the order of its entries.

    Raises: WrongInput `time_sheet_wrong`, and what `pay_lines` raises.
    """
    _known(sheet, _TOP, "the file")
    if sheet.get("format") != FORMAT:
        raise _wrong(f"`format` must be {FORMAT}")
    zone = _zone(sheet.get("timezone", "Europe/Oslo"))
    known_on = date.fromisoformat(sheet["known_on"]) if sheet.get("known_on") else None
    try:
        tariff_on = tariff_source(sheet["tariff"], known_on)
        terms = {item["id"]: _employment(item) for item in sheet["assistants"]}
        entries = [(_entry(item, zone), terms[item["assistant"]]) for item in sheet["entries"]]
    except KeyError as missing:
        raise _wrong(f"{missing} is missing or names nobody in the file") from missing
    except (ValueError, TypeError, InvalidOperation) as error:
        raise _wrong(str(error)) from error
    return [line for worked, employment in entries for line in pay_lines(worked, employment, tariff_on, zone=zone)]


def _read(file: Path) -> Mapping[str, Any]:
    try:
        sheet = json.loads(file.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise _wrong(f"{file} is not UTF-8 JSON: {error}") from error
    if not isinstance(sheet, dict):
        raise _wrong(f"{file} must hold one object")
    return sheet


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name) if name != "Europe/Oslo" else OSLO
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise _wrong(f"the timezone {name!r} does not exist") from error


def _employment(item: Mapping[str, Any]) -> Employment:
    _known(item, _ASSISTANT, f"assistant {item.get('id')}")
    seniority = item["seniority"]
    return Employment(
        seniority=seniority if isinstance(seniority, int) else date.fromisoformat(seniority),
        weekly_minutes=item["weekly_minutes"],
        own_hourly=_money(item.get("own_hourly")),
        own_annual=_money(item.get("own_annual")),
        rota=item.get("rota", True),
        started=date.fromisoformat(item["started"]) if item.get("started") else None,
    )


def _money(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _entry(item: Mapping[str, Any], zone: ZoneInfo) -> WorkedTime:
    _known(item, _ENTRY, f"entry {item.get('id')}")
    span = _span(item, zone)
    resting = item.get("resting", ())
    if isinstance(resting, bool):
        resting = [{"start": item["start"], "end": item["end"]}] if resting else []
    return WorkedTime(
        item["id"],
        span,
        WorkedKind(item.get("kind", "active")),
        break_minutes=item.get("break_min", 0),
        break_paid=item.get("break_paid", True),
        resting=tuple(_inner(rest, zone) for rest in resting),
        calls=tuple(_inner(call, zone) for call in item.get("calls", ())),
        travel=item.get("travel", False),
    )


def _inner(item: Mapping[str, Any], zone: ZoneInfo) -> Span:
    _known(item, _SPAN, "a resting stretch or call")
    return _span(item, zone)


def _span(item: Mapping[str, Any], zone: ZoneInfo) -> Span:
    return Span(_instant(item["start"], zone), _instant(item["end"], zone))


def _instant(text: str, zone: ZoneInfo) -> datetime:
    """Local time of the zone, or a time with its own offset (the night when the clock goes back)."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo is not None else local_instant(moment, zone)


def _known(item: Mapping[str, Any], keys: set[str], where: str) -> None:
    if unknown := sorted(item.keys() - keys):
        raise _wrong(f"unknown keys {', '.join(unknown)} in {where}")


def _wrong(what: str) -> WrongInput:
    return WrongInput("time_sheet_wrong", f"The time entries cannot be read: {what}.", what=what)


def _text(line: PayLine) -> list[str]:
    clock = f"{line.minutes // 60} h {line.minutes % 60:02} min"
    sure = "" if line.certainty == "high" else f"  (certainty {line.certainty})"
    head = f"{line.day} {line.entry_id}: {line.kind}, {clock} x {line.rate} = {line.amount}{sure}"
    steps = []
    for step in line.steps:
        inputs = ", ".join(f"{key} {value}" for key, value in step.inputs.items() if value is not None)
        steps.append(f"    {step.rule}: {inputs} -> {step.result}  [{step.citation}]")
    return [head, *steps]
