"""What the pages of the occupations show: the words of the texts beside the facts of the registers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from selvstyrt.apps.directory.datasets.occupations import Occupation, Occupations
from selvstyrt.apps.directory.datasets.ssb import Employment, MonthlyPay
from selvstyrt.apps.directory.queries.employers import (
    APPRENTICESHIPS_ADDRESS,
    EMPLOYERS_ADDRESS,
    counties_that_deliver,
    employers_collected,
)
from selvstyrt.apps.directory.queries.occupations import CodedTitle, OccupationFacts, Relative, occupations
from selvstyrt.apps.directory.queries.pay import employment, yearly_pay
from selvstyrt.apps.directory.shelf import Shelved
from selvstyrt.faces.texts import occupations as texts

TRAINED = "helsefagarbeider"
"""The occupation whose apprenticeships lead into this work."""


@dataclass(frozen=True, slots=True)
class Card:
    """An occupation in a list: its name, address word, and one sentence."""

    title: str
    slug: str
    text: str
    closeness: str = ""


@dataclass(frozen=True, slots=True)
class Contracts:
    """How many in the group have a permanent job (fast ansatte), as SSB counts them."""

    group: str
    period: str
    everybody: int
    permanent: int
    temporary: int


def listing(shelved: Shelved[Occupations]) -> dict[str, Any]:
    """The occupations we describe, then the listed ones by how close they are."""
    described: list[Card] = []
    listed: list[Card] = []
    closest: dict[str, str] = {}
    for each in shelved.content.by_id.values():
        for link in each.related:
            closest.setdefault(link.occupation, link.closeness)
    for each in shelved.content.by_id.values():
        (described if each.described else listed).append(card(each, closest.get(each.id, "")))
    return {
        "described": described,
        "groups": [
            (closeness, heading, [each for each in listed if each.closeness == closeness])
            for closeness, heading in closeness_words().items()
        ],
        "provenance": shelved.provenance,
    }


def closeness_words() -> dict[str, str]:
    """What each kind of closeness is called in a heading."""
    return {
        "close": _("Ligger nær"),
        "health": _("Andre yrker i helse og sosial"),
        "listed_only": _("Står bare på listen til kilden"),
    }


def card(occupation: Occupation, closeness: str = "") -> Card:
    """The occupation in the language of the page."""
    language = get_language() or "nb"
    if occupation.id in texts.DESCRIBED:
        text = texts.described(occupation.id, language).summary.text
    else:
        short = texts.related(occupation.id, language)
        text = short.summary.text if short else ""
    return Card(occupation.titles[language], occupation.slug, text, closeness)


def described_context(facts: OccupationFacts, language: str) -> dict[str, Any]:
    """What a whole page shows."""
    text = texts.described(facts.occupation.id, language)
    refresh = _refresh()
    return {
        **_common(facts, language),
        "text": text,
        "relatives": _by_closeness(facts.relatives),
        "sources": _sources(text),
        "contracts": _contracts(facts, employment().content),
        "employers_collected": employers_collected(),
        "employers_address": EMPLOYERS_ADDRESS,
        "apprenticeships_collected": counties_that_deliver() is not None,
        "apprenticeships_address": APPRENTICESHIPS_ADDRESS,
        "trained_slug": TRAINED,
        "with_pay": facts.occupation.id in ("personlig_assistent", "heimehjelp"),
        "structured": structured(facts, text, language),
        **refresh,
    }


def listed_context(facts: OccupationFacts, language: str) -> dict[str, Any]:
    """What the short page of a listed occupation shows."""
    short = texts.related(facts.occupation.id, language)
    pay = yearly_pay()
    group = facts.occupation.styrk08
    return {
        **_common(facts, language),
        "short": short,
        "beside": [(card(each.occupation), closeness_words()[each.closeness]) for each in facts.listed_by],
        "has_ssb_pay": group in pay.content.names,
        "is_trained": facts.occupation.id == TRAINED,
        "apprenticeships_collected": counties_that_deliver() is not None,
        "apprenticeships_address": APPRENTICESHIPS_ADDRESS,
        "structured": _structured_base(facts, language, short.summary.text if short else ""),
    }


def _common(facts: OccupationFacts, language: str) -> dict[str, Any]:
    return {
        "facts": facts,
        "title": facts.occupation.titles[language],
        "titles": [_row(each) for each in facts.titles],
        "sharing": [_row(each) for each in facts.sharing],
        "headings": [_("Kode"), _("Tittel"), _("Gruppe hos SSB"), _("Rolle")],
        "group_count": len({each.group.code for each in facts.titles}),
    }


def _row(coded: CodedTitle) -> list[str]:
    roles = {"leader": _("leder"), "coordinator": _("koordinator"), "apprentice": _("lærling")}
    title = coded.title
    return [title.code, title.title.capitalize(), f"{coded.group.code} {coded.group.name}", roles.get(title.role, "–")]


def _by_closeness(relatives: tuple[Relative, ...]) -> list[tuple[str, list[Card]]]:
    groups = [
        (heading, [card(each.occupation, closeness) for each in relatives if each.closeness == closeness])
        for closeness, heading in closeness_words().items()
    ]
    return [(heading, cards) for heading, cards in groups if cards]


def _sources(text: texts.OccupationText) -> list[texts.Source]:
    found = {source.key: source for source in text.summary.sources}
    for section in text.sections:
        found |= {source.key: source for source in section.sources}
    return list(found.values())


def _refresh() -> dict[str, Any]:
    refresh = occupations().content.refresh
    return {"employers_day": refresh["employers"].day_of_month, "old_counties": occupations().content.old_counties}


def _contracts(facts: OccupationFacts, table: Employment) -> Contracts | None:
    group, period = facts.occupation.styrk08, table.periods[-1]
    figures = [table.figure(period, group, kind) for kind in ("all", "permanent", "temporary")]
    values = [figure.value for figure in figures if figure.shown and figure.value is not None]
    if len(values) != len(figures):
        return None
    return Contracts(table.names[group], period, *values)


def structured(facts: OccupationFacts, text: texts.OccupationText, language: str) -> dict[str, Any]:
    """The occupation as schema.org has it; pay is that of its whole group, and says so."""
    tasks, education, qualities = text.section("tasks"), text.section("education"), text.section("qualities")
    return {
        **_structured_base(facts, language, text.summary.text),
        "responsibilities": [each.text for each in tasks.statements] if tasks else None,
        "skills": " ".join(each.text for each in qualities.statements) if qualities else None,
        "qualifications": " ".join(each.text for each in education.statements) if education else None,
        "estimatedSalary": _salary(facts, yearly_pay().content),
    }


def _structured_base(facts: OccupationFacts, language: str, summary: str) -> dict[str, Any]:
    group = facts.group
    return {
        "@type": "Occupation",
        "name": facts.occupation.titles[language],
        "description": summary,
        "occupationLocation": {"@type": "Country", "name": _("Norge")},
        "occupationalCategory": {
            "@type": "CategoryCode",
            "inCodeSet": "STYRK-08",
            "codeValue": group.code,
            "name": group.name,
        }
        if group
        else None,
    }


def _salary(facts: OccupationFacts, table: MonthlyPay) -> dict[str, Any] | None:
    group, period = facts.occupation.styrk08, table.periods[-1]
    wanted = {"median": "median", "percentile25": "lower_quartile", "percentile75": "upper_quartile"}
    figures = {name: table.figure(period, group, statistic) for name, statistic in wanted.items()}
    if group not in table.names or not all(figure.shown for figure in figures.values()):
        return None
    return {
        "@type": "MonetaryAmountDistribution",
        "name": f"SSB 11418, {period}, STYRK-08 {group} {table.names[group]}",
        "currency": "NOK",
        "duration": "P1M",
        **{name: figure.value for name, figure in figures.items()},
    }
