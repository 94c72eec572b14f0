"""The base amount G from NAV, compared with the law values of this program.

The law values are reviewed files with their history; an importer never writes them. What differs is told to the
operator with the lines to add, and the program keeps counting with the file until somebody has read and added them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, time
from typing import Any

from selvstyrt.apps.directory.datasets.base_amounts import BASE_AMOUNTS
from selvstyrt.apps.directory.importing import Found, Importer, Shrinking, UnsoundReply, Visit
from selvstyrt.apps.directory.schedules import Monthly
from selvstyrt.apps.directory.shelf import day_in, field_in, rows_in
from selvstyrt.core.law import dated

HOST = "g.nav.no"
ADDRESS = f"https://{HOST}/api/v1/historikk"
LAW_VALUE = "ftrl.grunnbelop"


def gather(visit: Visit) -> Iterable[Found]:
    """Every G that NAV lists, and a remark for each difference from the law values.

    Raises: SourceFailed, UnsoundReply (an amount for a month where a year's is expected).
    """
    answer = visit.get("history", ADDRESS)
    amounts = [_amount(row, answer.address) for row in rows_in(answer.json(), where=answer.address)]
    for line in proposals(amounts):
        visit.remark(line)
    yield Found(BASE_AMOUNTS, sorted(amounts, key=lambda row: str(row["from"])))


def _amount(row: dict[str, Any], where: str) -> dict[str, Any]:
    day = day_in(row, "dato", where=where).isoformat()
    amount = field_in(row, "grunnbeløp", int, where=f"{where}, {day}")
    month = row.get("grunnbeløpPerMåned")
    if isinstance(month, int) and abs(month * 12 - amount) > 12:
        raise UnsoundReply(f"{amount} a year and {month} a month do not agree", where=f"{where}, {day}")
    return {"from": day, "amount": amount}


def proposals(amounts: Iterable[dict[str, Any]]) -> Iterator[str]:
    """A line for each amount that the law values lack or have otherwise; those before their first day are left out."""
    entries = dated(LAW_VALUE).entries
    known = {entry.valid_from: entry.value for entry in entries}
    for row in sorted(amounts, key=lambda row: str(row["from"])):
        day = date.fromisoformat(row["from"])
        if day < entries[0].valid_from:
            continue
        if day not in known:
            yield (
                f"NAV has G {row['amount']} from {day}, which {LAW_VALUE} lacks. Read the source, then add to "
                f"core/law/values/ftrl/grunnbelop.toml: [[value]] valid_from = {day}, announced_on = <day it was "
                f'announced>, value = {row["amount"]}, source = "NAV, {ADDRESS}"'
            )
        elif known[day] != row["amount"]:
            yield f"NAV has G {row['amount']} from {day}; {LAW_VALUE} has {known[day]}. Find out which one is right"


IMPORTER = Importer(
    name="nav-g",
    publisher="NAV",
    title="Grunnbeløpet i folketrygden (G)",
    address=ADDRESS,
    licence="NLOD 2.0",
    attribution="Inneholder data under NLOD fra NAV",
    hosts=frozenset({HOST}),
    datasets=(BASE_AMOUNTS,),
    schedule=Monthly(day=25, at=time(5, 15)),
    shrinking=Shrinking(percent=0, because="an amount of the past is never taken back"),
    gather=gather,
)
