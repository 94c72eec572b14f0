"""Shift design in plain words (vaktutforming i klartekst), in three languages."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from selvstyrt.core.law.provisions import citation, rule_ids
from selvstyrt.core.needs import Design
from selvstyrt.core.roster import Note
from selvstyrt.faces.texts.findings import date_text, duration

_FILE = Path(__file__).parent / "design.toml"
_DAYS = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
_DURATIONS = frozenset(
    {"minutes", "limit", "needed", "longest", "asked", "granted", "over", "planned", "overlap_minutes"}
)
_COUNTS = frozenset({"handovers_too_few"})
"""Notes whose limit is a number of times, not of minutes."""


@cache
def _texts() -> dict[str, Any]:
    with _FILE.open("rb") as file:
        return tomllib.load(file)


def known_codes() -> frozenset[str]:
    """Codes of reasons and notes that have a sentence."""
    return frozenset((*_texts()["reasons"], *_texts()["notes"]))


def design_text(note: Note, language: str = "nb", names: Mapping[str, str] | None = None) -> str:
    """One reason or note as a sentence; `names` are those of the assistants by id.

    >>> design_text(Note("as_short_as_allowed", {"minutes": 120}))
    'Den er 2 t. Ingen vakt skal være kortere.'
    """
    texts = _texts()
    template: str = {**texts["reasons"], **texts["notes"]}[note.code][language]
    sentence = template.format(**_words(note, language, names or {}))
    return sentence[:1].upper() + sentence[1:]


def _words(note: Note, language: str, names: Mapping[str, str]) -> dict[str, object]:
    words: dict[str, object] = {}
    for key, value in note.facts.items():
        if isinstance(value, date):
            words[key] = date_text(value, language)
        elif key in _DURATIONS and note.code not in _COUNTS:
            words[key] = duration(value, language)
        else:
            words[key] = value
    if "passive_minutes" in note.facts:
        words["minutes"] = duration(note.facts["passive_minutes"], language)
    if "weekday" in note.facts:
        words["day"] = _word(_DAYS[note.facts["weekday"]], language)
    if "assistants" in note.facts:
        words["who"] = ", ".join(names.get(each, each) for each in note.facts["assistants"])
    if "skills" in note.facts:
        words["skills"] = ", ".join(note.facts["skills"])
    if "longest" in note.facts:
        words["limit"] = words["longest"]
    if "rule" in note.facts:
        words["rule"] = _rule(note.facts["rule"], language)
    return words


def _rule(rule: str, language: str) -> str:
    if rule in rule_ids():
        return citation(rule).text
    return _word("contract" if rule == "CONTRACT-MAX" else "day", language)


def _word(key: str, language: str, **facts: object) -> str:
    text: str = _texts()["words"][key][language]
    return text.format(**facts)


def design_outcome(design: Design, language: str = "nb") -> str:
    """What came out, in one sentence, and how far it is from proven best."""
    if not design.week and design.points is None:
        return _word("impossible", language)
    facts = {"shifts": len(design.week), "kinds": len({shift.kind for shift in design.week})}
    if not design.gap:
        return _word("proven", language, **facts)
    percent = -(-100 * design.gap // max(design.points or 1, 1))
    return _word("within", language, percent=percent, **facts)
