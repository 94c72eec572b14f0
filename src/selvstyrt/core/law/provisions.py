"""Which provision each rule stands on (hjemmel), with a link to Lovdata."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from selvstyrt.core.base import Citation, WrongInput

_FILE = Path(__file__).parent / "provisions.toml"


@cache
def _table() -> dict[str, Citation]:
    with _FILE.open("rb") as file:
        raw = tomllib.load(file)
    laws = raw["laws"]
    table: dict[str, Citation] = {}
    for rule, (law, section) in raw["rules"].items():
        name, address = laws[law]["name"], laws[law]["url"]
        if not section:
            table[rule] = Citation(name, address)
            continue
        anchor = section.split(" (")[0].replace(" ", "")
        url = f"{address}/§{anchor}" if address.startswith("https://lovdata.no/") else address
        table[rule] = Citation(f"{name} § {section}", url)
    return table


def citation(rule: str) -> Citation:
    """The provision of a rule id.

    Raises: WrongInput `unknown_rule`.
    """
    found = _table().get(rule)
    if found is None:
        raise WrongInput("unknown_rule", f"There is no rule {rule!r}.", rule=rule)
    return found


@cache
def rule_ids() -> tuple[str, ...]:
    """Every rule id that has a provision, sorted."""
    return tuple(sorted(_table()))
