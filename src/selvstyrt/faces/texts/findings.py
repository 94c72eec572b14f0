"""A finding (funn) in plain words: what is wrong, measured against what, where it stands, what can be done.

The texts stand in `findings.toml`. Pages and command line tell a finding with the same ones.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from selvstyrt.core.base import OSLO, Finding, WrongInput
from selvstyrt.core.worktime import WithoutEffect

LANGUAGES = ("nb", "nn", "en")
_FILE = Path(__file__).parent / "findings.toml"
_HOURS = {"nb": "t", "nn": "t", "en": "h"}
_HOUR_WORDS = {"nb": ("time", "timer"), "nn": ("time", "timar"), "en": ("hour", "hours")}
_MINUTE_WORDS = {"nb": ("minutt", "minutter"), "nn": ("minutt", "minutt"), "en": ("minute", "minutes")}
_AND = {"nb": "og", "nn": "og", "en": "and"}
_UNITS: dict[str, dict[str, tuple[str, str]]] = {
    "weeks": {"nb": ("uke", "uker"), "nn": ("veke", "veker"), "en": ("week", "weeks")},
    "days": {"nb": ("dag", "dager"), "nn": ("dag", "dagar"), "en": ("day", "days")},
    "nights": {"nb": ("natt", "netter"), "nn": ("natt", "netter"), "en": ("night", "nights")},
    "years": {"nb": ("år", "år"), "nn": ("år", "år"), "en": ("year", "years")},
    "breaks": {"nb": ("pause", "pauser"), "nn": ("pause", "pausar"), "en": ("break", "breaks")},
    "sundays": {
        "nb": ("søndag eller helligdag", "søndager og helligdager"),
        "nn": ("søndag eller heilagdag", "søndagar og heilagdagar"),
        "en": ("Sunday or holiday", "Sundays and holidays"),
    },
}
_NORWEGIAN_MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = {
    "nb": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    "nn": ("måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "søndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A finding in words, part by part (funn i klartekst), so that a page can link its source.

    `what` says what is wrong, how much against which limit, and which change would mend it; `verdict` how serious
    it is; `counting` how time was counted where that decides; `on_record` why an agreement on record does not open for
    it; `way_out` which agreement could; `source` and `url` the provision. Parts that do not apply are empty.
    """

    what: str
    verdict: str
    counting: str
    on_record: str
    way_out: str
    source: str
    url: str

    @property
    def sentences(self) -> str:
        """Everything but the provision, as one text."""
        parts = (self.what, self.verdict, self.counting, self.on_record, self.way_out)
        return " ".join(part for part in parts if part)


@cache
def _texts() -> dict[str, Any]:
    with _FILE.open("rb") as file:
        texts = tomllib.load(file)
    rules: dict[str, list[dict[str, Any]]] = {}
    for group in texts["finding"]:
        for rule in group["rules"]:
            rules.setdefault(rule, []).append(group)
    texts["rules"] = rules
    return texts


@cache
def known_rules() -> frozenset[str]:
    """Rule ids that have a text."""
    return frozenset(_texts()["rules"])


def duration(minutes: int | Decimal, language: str = "nb") -> str:
    """Minutes in short: "9 t", "10 t 30 min", "45 min".

    >>> duration(630)
    '10 t 30 min'
    """
    sign, hours, rest = _split(minutes)
    word = _HOURS[language]
    if hours and rest:
        return f"{sign}{hours} {word} {rest} min"
    return f"{sign}{hours} {word}" if hours else f"{sign}{rest} min"


def spoken(minutes: int | Decimal, language: str = "nb") -> str:
    """Minutes as people say them.

    >>> spoken(570), spoken(61), spoken(45, "en")
    ('9 timer og 30 minutter', '1 time og 1 minutt', '45 minutes')
    """
    sign, hours, rest = _split(minutes)
    parts = []
    if hours:
        parts.append(f"{hours} {_HOUR_WORDS[language][hours != 1]}")
    if rest or not hours:
        parts.append(f"{rest} {_MINUTE_WORDS[language][rest != 1]}")
    return sign + f" {_AND[language]} ".join(parts)


def _split(minutes: int | Decimal) -> tuple[str, int, int]:
    whole = int(Decimal(minutes).quantize(Decimal(1), ROUND_HALF_UP))
    return ("−" if whole < 0 else "", *divmod(abs(whole), 60))


def told(finding: Finding, language: str = "nb", zone: ZoneInfo = OSLO, without: Iterable[WithoutEffect] = ()) -> Told:
    """The finding in words; `without` are agreements on record that have no effect.

    Raises: WrongInput `unknown_language`, `no_text_for_rule`.
    """
    if language not in LANGUAGES:
        raise WrongInput("unknown_language", f"{language!r} is not one of {', '.join(LANGUAGES)}.", language=language)
    texts = _texts()
    what = _template(finding)[language].format(**_words(finding, language, zone))
    return Told(
        what=_capital(what),
        verdict=texts["severities"][finding.severity.value][language],
        counting=texts["counting"][finding.mode][language] if finding.mode in texts["counting"] else "",
        on_record=" ".join(without_effect_text(each, language) for each in without if _would_open(each, finding.rule)),
        way_out=_way_out(finding, language),
        source=finding.citation.text,
        url=finding.citation.url,
    )


def explain(
    finding: Finding, language: str = "nb", zone: ZoneInfo = OSLO, without: Iterable[WithoutEffect] = ()
) -> str:
    """The whole explanation in one text: what is wrong and when, how serious, the ways out, and the provision.

    Raises: as `told`.
    """
    found = told(finding, language, zone, without)
    return f"{found.sentences} ({found.source})" if found.source else found.sentences


def cure_text(cure: str, language: str = "nb") -> str:
    """An agreement or permission that would open for something, as people say it."""
    text: str = _texts()["cures"][cure][language]
    return text


def without_effect_text(found: WithoutEffect, language: str = "nb") -> str:
    """Why an agreement on record opens nothing, as a sentence."""
    agreement, texts = found.agreement, _texts()
    named = texts["agreements"][agreement.type.value]
    sentence = texts["no_effect"][found.why.value][language].format(
        agreement=named[language],
        it=named.get("nn_it", "han"),
        weeks=agreement.period_weeks,
        limit=found.max_weeks,
        **{"from": date_text(agreement.valid_from, language), "to": date_text(agreement.valid_to, language)},
    )
    return _capital(sentence)


def word(key: str, language: str, **facts: object) -> str:
    """A heading or note around the findings."""
    text: str = _texts()["words"][key][language]
    return text.format(**facts)


def date_text(day: date | None, language: str = "nb") -> str:
    """A day: "1. juni 2026"; empty for none."""
    if day is None:
        return ""
    if language == "en":
        return f"{day.day} {_ENGLISH_MONTHS[day.month - 1]} {day.year}"
    return f"{day.day}. {_NORWEGIAN_MONTHS[day.month - 1]} {day.year}"


def _template(finding: Finding) -> Mapping[str, str]:
    """The first text of the rule that fits the finding."""
    about = {**finding.facts, "unit": finding.unit, "severity": finding.severity.value}
    for group in _texts()["rules"].get(finding.rule, ()):
        if all(about.get(key) == value for key, value in group.get("when", {}).items()):
            fitting: Mapping[str, str] = group
            return fitting
    raise WrongInput("no_text_for_rule", f"There is no text for the rule {finding.rule}.", rule=finding.rule)


def _way_out(finding: Finding, language: str) -> str:
    cures = [cure_text(cure, language) for cure in finding.cure]
    return f"{word('cure', language)} {_either(cures, language)}." if cures else ""


def _would_open(found: WithoutEffect, rule: str) -> bool:
    """True when the agreement is about what the rule forbids."""
    opens = _texts()["agreements"][found.agreement.type.value]["opens"]
    return any(rule.startswith(each) if each.endswith("-") else rule == each for each in opens)


def _either(parts: list[str], language: str) -> str:
    if len(parts) == 1:
        return parts[0]
    between = {"nb": "eller", "nn": "eller", "en": "or"}[language]
    return f"{', '.join(parts[:-1])} {between} {parts[-1]}"


def _words(finding: Finding, language: str, zone: ZoneInfo) -> dict[str, Any]:
    local = finding.at.astimezone(zone)
    day = _day(local, language)
    weeks = finding.facts.get("weeks", 1)
    measured, limit = (_amount(value, finding.unit, language) for value in (finding.measured, finding.limit))
    if measured == limit and finding.unit == "min":
        less = finding.measured < finding.limit
        measured = word("little_under" if less else "little_over", language, amount=measured)
    return {
        "day": day,
        "Day": _capital(day),
        "time": f"{day} {'kl.' if language != 'en' else 'at'} {local:%H:%M}",
        "measured": measured,
        "limit": limit,
        "all": finding.facts.get("all", ""),
        "weeks_from": word("weeks_from_one" if weeks == 1 else "weeks_from_many", language, count=weeks, day=day),
    }


def _amount(value: int | Decimal, unit: str, language: str) -> str:
    if unit == "min":
        return spoken(value, language)
    one, many = _UNITS.get(unit, {}).get(language, ("", ""))
    return f"{value} {one if value == 1 else many}".strip()


def _day(local: datetime, language: str) -> str:
    return f"{_WEEKDAYS[language][local.weekday()]} {date_text(local.date(), language)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
