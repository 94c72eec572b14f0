"""`selvstyrt directory`: acts on the public facts, by whoever answers for them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
import django
from django.utils import timezone

from selvstyrt.core.base import SelvstyrtError
from selvstyrt.faces.cli.json_files import UnreadableError, read_json


@click.group("directory")
def directory() -> None:
    """Correct the public facts on the open pages."""


@directory.command("fee-table")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--by", "entered_by", required=True, help="Who answers for the table, with office.")
def fee_table(file: Path, entered_by: str) -> None:
    """Keep a municipality's own table of fees, FILE (selvstyrt-fee-table/1); it goes before every other.

    Exit code 0: kept. 2: the file cannot be read; nothing is kept.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "selvstyrt.config.settings")
    django.setup()
    from selvstyrt.apps.directory.fee_corrections import correct_fee_table
    from selvstyrt.apps.journal.actor import SYSTEM

    try:
        data = read_json(file)
        table = correct_fee_table(data=data, entered_by=entered_by, by=SYSTEM, now=timezone.now())
    except (UnreadableError, SelvstyrtError) as error:
        click.echo(f"selvstyrt directory fee-table: {error}", err=True)
        sys.exit(2)
    until = f" until {table.valid_to}" if table.valid_to else ""
    click.echo(f"The fees of municipality {table.municipality} are kept from {table.valid_from}{until}.")
