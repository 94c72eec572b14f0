"""A municipality's own table of fees, entered and kept (rettelse av satser)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from selvstyrt.apps.directory.fee_tables import MunicipalTable, YearIs, read_table
from selvstyrt.apps.directory.models import FeeTariffCorrection
from selvstyrt.apps.directory.queries.municipalities import municipality
from selvstyrt.apps.journal.actor import Actor
from selvstyrt.apps.journal.services import note
from selvstyrt.core.base import OSLO
from selvstyrt.core.base.fields import Node, refuse

FORMAT = "selvstyrt-fee-table/1"
_KEYS = ("format", "municipality", "valid_from", "valid_to", "help", "tariff")
_LONGEST_NAME = 200


@transaction.atomic
def correct_fee_table(*, data: Any, entered_by: str, by: Actor, now: datetime) -> MunicipalTable:
    """Keep a municipality's table from its first day on, in place of what is known of those days.

    `data` is one JSON object (`selvstyrt-fee-table/1`); `entered_by` says who answers for it, with office.

    Raises: WrongInput that names the place in the file and how to mend it, or the municipality's number of today.
    """
    if not entered_by.strip() or len(entered_by) > _LONGEST_NAME:
        raise refuse("nobody_named", "--by", "Nobody is named.", "Write who answers for the table, with office.")
    row = _as_row(data, now)
    table = read_table(row)
    municipality(row["municipality"])
    if table.valid_from is None:
        raise refuse("missing_key", "valid_from", "The first day is missing.", "Add “valid_from”.")
    if not table.tariff.citation.text or not table.tariff.citation.url.startswith(("https://", "http://")):
        raise refuse(
            "no_source", "tariff.source", "The source is missing.", "Write “text” and “url” of the council's decision."
        )
    FeeTariffCorrection.objects.create(
        municipality=row["municipality"],
        valid_from=table.valid_from,
        valid_to=table.valid_to,
        content=json.dumps(row, ensure_ascii=False, default=str),
        entered_by=entered_by.strip(),
        entered_at=now,
    )
    note(
        "fee_table_corrected",
        by=by,
        now=now,
        subject_type="fee_table",
        municipality=row["municipality"],
        valid_from=table.valid_from.isoformat(),
    )
    return table


def _as_row(data: Any, now: datetime) -> Mapping[str, Any]:
    """The file as a row of the dataset of fees."""
    node = Node(data, "", _KEYS)
    node.one_of("format", (FORMAT,))
    number, first = node.text("municipality"), node.day("valid_from")
    return {
        "id": f"{number}_{first.isoformat()}",
        "municipality": number,
        "year": str(first.year),
        "year_is": YearIs.STATED.value,
        "valid_from": first.isoformat(),
        "valid_to": node.raw("valid_to", None),
        "help": node.raw("help"),
        "checked_on": now.astimezone(OSLO).date().isoformat(),
        "tariff": node.raw("tariff"),
    }
