"""Occupation codes from Statistics Norway's Klass: STYRK-08, and the job titles of table 426.

Table 426 is delivered as JSON by the service and as Latin-1 CSV by the website; with a file, both are read.
Which occupation a title belongs to, and its role, is our own reading: it is carried over from the content in use.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any

from selvstyrt.apps.directory.datasets.styrk import STYRK
from selvstyrt.apps.directory.importing import Answer, Found, Importer, Shrinking, UnsoundReply, Visit
from selvstyrt.apps.directory.schedules import SSB_QUIET, Yearly
from selvstyrt.apps.directory.shelf import rows_in, text_in

HOST = "data.ssb.no"
_KLASS = f"https://{HOST}/api/klass/v1"
_COLUMNS = ("sourceCode", "sourceName", "targetCode", "targetName")
FOLLOWED_GROUPS = ("5322",)
"""New titles in these groups are taken in; elsewhere only titles that we already have."""


def gather(visit: Visit) -> Iterable[Found]:
    """Titles and groups, names and mapping as Klass has them today.

    Raises: SourceFailed, UnsoundReply.
    """
    day = visit.now.date().isoformat()
    groups = visit.get("groups", f"{_KLASS}/classifications/7/codesAt", query={"date": day, "language": "nb"})
    titles = visit.get("titles", f"{_KLASS}/correspondencetables/426", query={"language": "nb"})
    before = visit.previous(STYRK) or {"titles": [], "groups": []}
    yield Found(STYRK, merged(before, codes_in(groups), correspondences_in(titles)), period="STYRK-08")


def codes_in(answer: Answer) -> list[dict[str, Any]]:
    """The groups of a `codesAt` reply: code, name, level and parent.

    Raises: UnsoundReply.
    """
    content = answer.json()
    if not isinstance(content, dict) or "codes" not in content:
        raise UnsoundReply("expected an object with 'codes'", where=answer.address)
    found = []
    for row in rows_in(content["codes"], where=answer.address):
        level = text_in(row, "level", where=answer.address)
        found.append(
            {
                "code": text_in(row, "code", where=answer.address),
                "name": text_in(row, "name", where=answer.address),
                "level": int(level) if level.isdigit() else 0,
                "parent": row.get("parentCode") or None,
            }
        )
    return found


def correspondences_in(answer: Answer) -> list[dict[str, str]]:
    """Job titles and the group of each, from JSON, or from the website's CSV in Latin-1 with semicolons.

    Raises: UnsoundReply.
    """
    if answer.body.lstrip()[:1] in (b"{", b"[", b"<"):
        content = answer.json()
        rows = content.get("correspondenceMaps") if isinstance(content, dict) else None
        found = rows_in(rows, where=answer.address)
        return [{name: text_in(row, name, where=answer.address) for name in _COLUMNS} for row in found]
    return answer.csv(columns=_COLUMNS, delimiter=";", encoding="latin-1")


def merged(
    before: Mapping[str, Any], groups: list[dict[str, Any]], titles: Iterable[Mapping[str, str]]
) -> dict[str, Any]:
    """The content with today's names and mapping; what the source does not mention stays as it was."""
    known = {row["code"]: row for row in before["titles"]}
    all_groups = {row["code"]: row for row in before["groups"]} | {row["code"]: row for row in groups}
    for row in titles:
        code, group = row["sourceCode"], row["targetCode"]
        old = known.get(code)
        if old is None and group not in FOLLOWED_GROUPS:
            continue
        ours = old or {"occupations": [], "role": "worker", "listed": False, "note": ""}
        known[code] = {**ours, "code": code, "title": row["sourceName"], "group": group}
        all_groups.setdefault(group, {"code": group, "name": row["targetName"], "level": 4, "parent": group[:3]})
    return {
        "titles": [known[code] for code in sorted(known)],
        "groups": [all_groups[code] for code in sorted(all_groups)],
    }


IMPORTER = Importer(
    name="styrk",
    publisher="Statistisk sentralbyrå",
    title="Klass: yrkeskatalogen (STYRK-98) og STYRK-08, et utvalg",
    address="https://www.ssb.no/klass/klassifikasjoner/7",
    licence="CC BY 4.0",
    attribution="Statistisk sentralbyrå, Klass 7 og tabell 426 (CC BY 4.0)",
    hosts=frozenset({HOST}),
    datasets=(STYRK,),
    schedule=Yearly(month=1, day=10, at=time(8, 30)),
    shrinking=Shrinking(percent=20, because="codes are added and renamed; a fifth has never gone at once"),
    gather=gather,
    calls_a_minute=30,
    quiet=SSB_QUIET,
)
