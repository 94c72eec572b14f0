"""A finding (funn) in plain words: what is wrong, measured against what, where it stands, what can be done."""

from __future__ import annotations

import tomllib
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from selvstyrt.core.base import OSLO, Finding, WrongInput

LANGUAGES = ("nb", "nn", "en")
_FILE = Path(__file__).parent / "findings.toml"
_HOURS = {"nb": "t", "nn": "t", "en": "h"}
_UNITS = {
    "nb": {"weeks": "uker", "sundays": "søn- og helgedager", "breaks": "pause", "days": "dager", "nights": "netter"},
    "nn": {"weeks": "veker", "sundays": "søn- og helgedagar", "breaks": "pause", "days": "dagar", "nights": "netter"},
    "en": {"weeks": "weeks", "sundays": "Sundays and holidays", "breaks": "break", "days": "days", "nights": "nights"},
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = {
    "nb": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    "nn": ("måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


@cache
def _texts() -> dict[str, dict[str, dict[str, str]]]:
    """Rule, cure and severity texts by id and language."""
    with _FILE.open("rb") as file:
        raw = tomllib.load(file)
    rules: dict[str, dict[str, str]] = {}
    for group in raw["finding"]:
        for rule in group["rules"]:
            rules[rule] = {language: group[language] for language in LANGUAGES}
    return {"rules": rules, "cures": raw["cures"], "severities": raw["severities"], "actions": raw["actions"]}


@cache
def known_rules() -> frozenset[str]:
    """Rule ids that have a text."""
    return frozenset(_texts()["rules"])


def duration(minutes: int | Decimal, language: str = "nb") -> str:
    """Minutes as people say them: "9 t", "10 t 30 min", "45 min".

    >>> duration(630)
    '10 t 30 min'
    """
    whole = int(Decimal(minutes).quantize(Decimal(1), ROUND_HALF_UP))
    sign, whole = ("−" if whole < 0 else ""), abs(whole)
    hours, rest = divmod(whole, 60)
    word = _HOURS[language]
    if hours and rest:
        return f"{sign}{hours} {word} {rest} min"
    return f"{sign}{hours} {word}" if hours else f"{sign}{rest} min"


def explain(finding: Finding, language: str = "nb", zone: ZoneInfo = OSLO) -> str:
    """The whole explanation: what is wrong and when, how serious, the provision, and the ways out.

    Raises: WrongInput `unknown_language`, `no_text_for_rule`.
    """
    if language not in LANGUAGES:
        raise WrongInput("unknown_language", f"{language!r} is not one of {', '.join(LANGUAGES)}.", language=language)
    texts = _texts()
    template = texts["rules"].get(finding.rule)
    if template is None:
        raise WrongInput("no_text_for_rule", f"There is no text for the rule {finding.rule}.", rule=finding.rule)
    first = template[language].format(**_words(finding, language, zone))
    sentences = [first[0].upper() + first[1:]]
    if finding.citation.text:
        sentences.append(f"({finding.citation.text})")
    sentences.append(texts["severities"][finding.severity.value][language])
    cures = [texts["cures"][cure][language] for cure in finding.cure]
    if cures:
        sentences.append(f"{texts['actions']['cure'][language]} {_either(cures, language)}.")
    return " ".join(sentences)


def cure_text(cure: str, language: str = "nb") -> str:
    """An agreement or permission that would open for something, as people say it."""
    return _texts()["cures"][cure][language]


def _either(parts: list[str], language: str) -> str:
    if len(parts) == 1:
        return parts[0]
    word = {"nb": "eller", "nn": "eller", "en": "or"}[language]
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"


def _words(finding: Finding, language: str, zone: ZoneInfo) -> dict[str, Any]:
    local = finding.at.astimezone(zone)
    return {
        "day": _day(local, language),
        "time": f"{_day(local, language)} {'kl.' if language != 'en' else 'at'} {local:%H:%M}",
        "measured": _amount(finding.measured, finding.unit, language),
        "limit": _amount(finding.limit, finding.unit, language),
        "weeks": finding.facts.get("weeks", ""),
    }


def _amount(value: int | Decimal, unit: str, language: str) -> str:
    if unit == "min":
        return duration(value, language)
    word = _UNITS[language].get(unit, "")
    return f"{value} {word}".strip()


def _day(local: datetime, language: str) -> str:
    weekday = _WEEKDAYS[language][local.weekday()]
    if language == "en":
        return f"{weekday} {local.day} {_MONTHS[local.month - 1]} {local.year}"
    return f"{weekday} {local.day}.{local.month}.{local.year}"
