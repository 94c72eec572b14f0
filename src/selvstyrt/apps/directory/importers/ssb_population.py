"""How many live in each municipality on 1 January, from Statistics Norway's table 07459."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time

from selvstyrt.apps.directory.datasets.municipalities import PLACES, POPULATION
from selvstyrt.apps.directory.importers.json_stat import Cube, read_cube
from selvstyrt.apps.directory.importing import Found, Importer, Shrinking, UnsoundReply, Visit
from selvstyrt.apps.directory.schedules import SSB_QUIET, Yearly

HOST = "data.ssb.no"
TABLE = "07459"
_PERSONS = "Personer1"
_UNIT = "personer"


def gather(visit: Visit) -> Iterable[Found]:
    """The last three years of every municipality in the list in use; sex and age are left out, so SSB adds them up.

    Raises: SourceFailed, UnsoundReply.
    """
    places = visit.previous(PLACES)
    numbers = sorted(row["number"] for row in places["municipalities"]) if places else ["*"]
    query = {
        "lang": "no",
        "outputFormat": "json-stat2",
        "valueCodes[Region]": ",".join(numbers),
        "valueCodes[ContentsCode]": _PERSONS,
        "valueCodes[Tid]": "top(3)",
    }
    answer = visit.get(TABLE, f"https://{HOST}/api/pxwebapi/v2/tables/{TABLE}/data", query=query)
    content = from_cube(read_cube(answer.json(), answer.address))
    years = sorted({year for counts in content.values() for year in counts})
    yield Found(POPULATION, content, period=f"{years[0]}-{years[-1]}")


def from_cube(cube: Cube) -> dict[str, dict[str, int]]:
    """Persons by municipality and year; a year that a municipality has no count for is left out.

    Raises: UnsoundReply for other dimensions, another unit, or no counts at all.
    """
    cube.require("Region", "ContentsCode", "Tid")
    if any(unit.lower() != _UNIT for unit in cube.units.values()):
        raise UnsoundReply(f"the unit is {', '.join(cube.units.values())}; expected {_UNIT}", where=cube.where)
    found: dict[str, dict[str, int]] = {}
    for codes, figure in cube.cells():
        if figure.shown and figure.value:
            found.setdefault(codes["Region"], {})[codes["Tid"]] = figure.value
    if not found:
        raise UnsoundReply("there is not one count of persons in it", where=cube.where)
    return found


IMPORTER = Importer(
    name="ssb-population",
    publisher="Statistisk sentralbyrå",
    title="Tabell 07459: Befolkning 1. januar",
    address=f"https://www.ssb.no/statbank/table/{TABLE}",
    licence="CC BY 4.0",
    attribution="Statistisk sentralbyrå, tabell 07459 (CC BY 4.0)",
    hosts=frozenset({HOST}),
    datasets=(POPULATION,),
    schedule=Yearly(month=2, day=25, at=time(8, 30)),
    shrinking=Shrinking(percent=5, because="every municipality has people"),
    gather=gather,
    calls_a_minute=30,
    quiet=SSB_QUIET,
)
