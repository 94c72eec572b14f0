"""The published wage table as it was decoded from the source's page: 18 rows, 702 cells, empty where it is hidden."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from selvstyrt.apps.directory.datasets.wages import GENDERS, OVERTIMES, STATISTICS, WageCell, WageGroup
from tests.apps.directory.source import SAMPLES

FILE = SAMPLES / "wages_personal_assistant_home_helper.csv"
_UNITS = {"hour": "hourly", "month": "monthly", "year": "yearly"}


def rows() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def group_of(row: dict[str, str]) -> WageGroup:
    return WageGroup(row["occupation_id"], row["sector"], row["working_time"])


def cells() -> Iterator[tuple[WageCell, int | None]]:
    """Every cell with its amount; None where the page shows none."""
    for row in rows():
        group = group_of(row)
        for gender in GENDERS:
            yield WageCell(group, gender, "count", "", "persons"), _number(row[f"persons_{gender}"])
            for statistic in STATISTICS:
                for overtime in OVERTIMES:
                    for unit, word in _UNITS.items():
                        name = f"{statistic}_{overtime}_{word}_{gender}_nok"
                        yield WageCell(group, gender, statistic, overtime, unit), _number(row[name])


def _number(text: str) -> int | None:
    return int(text) if text else None
