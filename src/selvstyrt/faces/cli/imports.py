"""`selvstyrt import`: bring public facts in from their sources, or from files."""

from __future__ import annotations

import os
import signal
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click
import django
from django.db import DatabaseError
from django.utils import timezone

from selvstyrt.core.base import OSLO, NoAnswer, SelvstyrtError, WrongInput

if TYPE_CHECKING:
    from selvstyrt.apps.directory.running import DatasetReport, RunReport

_OUTCOMES = {
    "switched": "a new edition is in use",
    "unchanged": "nothing has changed",
    "held": "HELD BACK, the edition from before stays in use",
}


@click.command("import")
@click.argument("source", required=False)
@click.option(
    "--file",
    "file",
    type=click.Path(path_type=Path),
    help="Read this reply instead of asking the source; a folder with <part>.json where there are several.",
)
@click.option("--due", is_flag=True, help="Only what its schedule says is due: SOURCE, or every source without one.")
@click.option("--accept-shrinkage", is_flag=True, help="Take the reply though it has lost more than is usual.")
@click.option("--list", "listing", is_flag=True, help="Say what is served, from when, and what is due.")
def import_facts(source: str | None, file: Path | None, due: bool, accept_shrinkage: bool, listing: bool) -> None:
    """Bring public facts in from SOURCE, check them, and put them in use all at once.

    Exit 0: in use, or nothing has changed. 1: held back for you to look at. 2: it failed; what was in use stays.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "selvstyrt.config.settings")
    django.setup()
    try:
        code = _act(source, timezone.now(), file=file, due=due, accept_shrinkage=accept_shrinkage, listing=listing)
    except DatabaseError as error:
        raise NoAnswer("no_database", f"The database: {error}. Has `selvstyrt migrate` been run?") from error
    sys.exit(code)


def _act(
    source: str | None, now: datetime, *, file: Path | None, due: bool, accept_shrinkage: bool, listing: bool
) -> int:
    if listing:
        _list(now)
        return 0
    if source is None and not due:
        raise WrongInput("no_source", "Say which SOURCE, or --due for all that are due. --list shows them.")
    if source is None and (file is not None or accept_shrinkage):
        raise WrongInput("no_source", "--file and --accept-shrinkage need one SOURCE.")
    before = signal.signal(signal.SIGTERM, _stop)  # so that a run that is ended says so in its row
    try:
        return _run_all(source, now, file=file, due=due, accept_shrinkage=accept_shrinkage)
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(*_: Any) -> NoReturn:
    raise SystemExit(143)


def _run_all(source: str | None, now: datetime, *, file: Path | None, due: bool, accept_shrinkage: bool) -> int:
    """The worst exit code of the runs; one that fails does not stop the next."""
    from selvstyrt.apps.directory.queries.imports import due_importers, importer_named
    from selvstyrt.apps.directory.running import run_import
    from selvstyrt.apps.journal.actor import SYSTEM

    importers = due_importers(now=now) if due else [importer_named(source or "")]
    if due and source is not None:
        importers = [each for each in importers if each is importer_named(source)]
    if not importers:
        click.echo("Nothing is due.")
    worst = 0
    for importer in importers:
        try:
            report = run_import(importer, by=SYSTEM, now=timezone.now(), file=file, accept_shrinkage=accept_shrinkage)
        except SelvstyrtError as error:
            click.echo(f"selvstyrt: {importer.name}: {error}", err=True)
            worst = 2
            continue
        except DatabaseError:
            raise
        except Exception as error:  # a fault in one importer must not keep the others from their sources
            fault = f"{type(error).__name__}: {error}"
            click.echo(f"selvstyrt: {importer.name}: the importer is at fault ({fault}); please report it", err=True)
            worst = 2
            continue
        _say(report)
        worst = max(worst, 1 if report.outcome == "held" else 0)
    return worst


def _say(report: RunReport) -> None:
    replies = f"{report.asked} {'reply' if report.asked == 1 else 'replies'}"
    click.echo(f"{report.source}: {_OUTCOMES[report.outcome]} ({replies}, {report.unchanged} unchanged)")
    for each in report.datasets:
        _say_dataset(each)
    for line in report.remarks:
        click.echo(f"  note: {line}")
    for line in report.skipped:
        click.echo(f"  skipped: {line}")


def _say_dataset(each: DatasetReport) -> None:
    told = each.differences
    period = each.period or "period not stated"
    click.echo(
        f"  {each.dataset}: {told.after} facts ({period}), before {told.before}; "
        f"{len(told.added)} added, {len(told.changed)} changed, {len(told.gone)} gone"
    )
    for word, keys in (("added", told.added), ("changed", told.changed), ("gone", told.gone)):
        if keys and told.before:
            more = f" and {len(keys) - 5} more" if len(keys) > 5 else ""
            click.echo(f"    {word}: {', '.join(keys[:5])}{more}")
    if each.held_because:
        click.echo(f"    held back: {each.held_because}")


def _list(now: datetime) -> None:
    from selvstyrt.apps.directory.queries.imports import importer_states

    for state in importer_states(now=now):
        served = "nothing yet" if state.served_from is None else f"{state.served_from:%Y-%m-%d}"
        shipped = " (shipped with the program)" if state.shipped else ""
        click.echo(f"{state.importer.name}: {state.importer.title}, {state.importer.publisher}")
        click.echo(
            f"  served: {served}{shipped}; {state.importer.schedule.describe()}{', DUE' if state.is_due else ''}"
        )
        if state.last_at is not None:
            message = f": {state.last_message}" if state.last_message else ""
            click.echo(f"  last run: {state.last_at.astimezone(OSLO):%Y-%m-%d %H:%M} {state.last_outcome}{message}")
