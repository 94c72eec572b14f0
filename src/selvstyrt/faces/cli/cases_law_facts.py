"""Law cases that give facts instead of a roster: one line per rule, each asking the core."""

from __future__ import annotations

from datetime import date
from typing import Any

Answer = dict[str, Any]


def answer_facts(rule: str, facts: dict[str, Any], shifts: list[dict[str, Any]], day: date) -> Answer:
    """The answer to a fact case."""
    return {"unsupported": f"no rule in the core answers facts about {rule} yet"}
