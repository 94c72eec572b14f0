"""What Statistics Norway's Klass says of municipalities: names as written there, earlier numbers, centrality."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

from selvstyrt.apps.directory.datasets.municipalities import CENTRALITY, EARLIER_NUMBERS, LABELS
from selvstyrt.apps.directory.importing import Answer, Found, Importer, Shrinking, UnsoundReply, Visit
from selvstyrt.apps.directory.schedules import SSB_QUIET, Monthly
from selvstyrt.apps.directory.shelf import day_in, rows_in, text_in

HOST = "data.ssb.no"
_CLASSES = f"https://{HOST}/api/klass/v1/classifications"
FIRST_DAY = date(2020, 1, 1)
"""Numbers that ended before this day are not followed: the pages that people come from use those of 2020-2023."""

_ABROAD = re.compile(r"(21|22|23|25|26|88|99)\d\d")
"""Svalbard, the shelf, abroad and unknown: codes of the standard that are no municipalities."""


def gather(visit: Visit) -> Iterable[Found]:
    """Three lists of one day.

    Raises: SourceFailed, UnsoundReply.
    """
    day = visit.now.date().isoformat()
    codes = visit.get("codes", f"{_CLASSES}/131/codesAt", query={"date": day, "language": "nb"})
    labels = labels_in(codes)
    yield Found(LABELS, labels, period=day[:4], address="https://www.ssb.no/klass/klassifikasjoner/131")
    changes = visit.get(
        "changes", f"{_CLASSES}/131/changes", query={"from": FIRST_DAY.isoformat(), "to": day, "language": "nb"}
    )
    earlier = earlier_numbers(changes, frozenset(labels), visit.previous(EARLIER_NUMBERS) or [])
    yield Found(EARLIER_NUMBERS, earlier, period=f"2020-{int(day[:4]) - 1}")
    central = visit.get(
        "centrality", f"{_CLASSES}/131/correspondsAt", query={"targetClassificationId": "128", "date": day}
    )
    yield Found(
        CENTRALITY, centrality_in(central), period=day[:4], address="https://www.ssb.no/klass/klassifikasjoner/128"
    )


def _list_in(answer: Answer, name: str) -> list[dict[str, Any]]:
    content = answer.json()
    if not isinstance(content, Mapping) or name not in content:
        raise UnsoundReply(f"expected an object with {name!r}", where=answer.address)
    return rows_in(content[name], where=answer.address)


def labels_in(answer: Answer) -> dict[str, str]:
    """Number and name of each municipality, both parallel names with a dash between.

    Raises: UnsoundReply when a code stands twice.
    """
    found: dict[str, str] = {}
    for row in _list_in(answer, "codes"):
        code = text_in(row, "code", where=answer.address)
        if _ABROAD.fullmatch(code):
            continue
        if code in found:
            raise UnsoundReply("the code stands twice; is it a list of one day?", where=f"{answer.address}, {code}")
        found[code] = text_in(row, "name", where=f"{answer.address}, {code}")
    return found


def earlier_numbers(answer: Answer, today: frozenset[str], before: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each number that is no more, with the numbers of today that took its place, step by step through the changes.

    The county of a number is that of its first two digits.
    Raises: UnsoundReply when an old number leads to none of today's.
    """
    follows: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for row in _list_in(answer, "codeChanges"):
        old, new = (row.get(name) for name in ("oldCode", "newCode"))
        when = day_in(row, "changeOccurred", where=answer.address)
        if not old or not new or old == new or _ABROAD.fullmatch(old) or when <= FIRST_DAY:
            continue
        follows.setdefault(old, set()).add(new)
        names[old] = text_in(row, "oldName", where=f"{answer.address}, {old}")
    found = {row["number"]: row for row in before if set(row["today"]) <= today}
    for old in follows:
        if old in today:
            continue
        reached = _reached(old, follows, today)
        if not reached:
            raise UnsoundReply("leads to no number of today; is the list of changes whole?", where=f"number {old}")
        found[old] = {"number": old, "name": names[old], "county": old[:2], "today": sorted(reached)}
    return [found[number] for number in sorted(found)]


def _reached(old: str, follows: Mapping[str, set[str]], today: frozenset[str]) -> set[str]:
    reached, seen, waiting = set(), {old}, [old]
    while waiting:
        for new in follows.get(waiting.pop(), ()):
            if new in today:
                reached.add(new)
            elif new not in seen:
                seen.add(new)
                waiting.append(new)
    return reached


def centrality_in(answer: Answer) -> dict[str, dict[str, int]]:
    """The class of each municipality; Klass writes it `1` or `01`, and has no index.

    Raises: UnsoundReply.
    """
    found: dict[str, dict[str, int]] = {}
    for row in _list_in(answer, "correspondenceItems"):
        number = text_in(row, "sourceCode", where=answer.address)
        code = text_in(row, "targetCode", where=f"{answer.address}, {number}")
        if _ABROAD.fullmatch(number):
            continue
        if number in found or not code.isdecimal():
            raise UnsoundReply(f"stands twice, or its class {code!r} is no number", where=f"municipality {number}")
        found[number] = {"class": int(code)}
    return found


IMPORTER = Importer(
    name="klass-municipalities",
    publisher="Statistisk sentralbyrå",
    title="Standard for kommuneinndeling og sentralitet (KLASS 131 og 128)",
    address="https://www.ssb.no/klass/klassifikasjoner/131",
    licence="CC BY 4.0",
    attribution="Statistisk sentralbyrå, KLASS (CC BY 4.0)",
    hosts=frozenset({HOST}),
    datasets=(LABELS, EARLIER_NUMBERS, CENTRALITY),
    schedule=Monthly(day=2, at=time(4, 20)),
    shrinking=Shrinking(percent=5, because="municipalities and earlier numbers do not disappear in numbers"),
    gather=gather,
    calls_a_minute=30,
    quiet=SSB_QUIET,
)
