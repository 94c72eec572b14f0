"""Short words for rules, reasons, agreements and red days on the pages of the plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from selvstyrt.core.base import Citation, Finding, Severity
from selvstyrt.core.law.holidays import is_red_day, public_holidays
from selvstyrt.core.roster.own_rules import CONTRACT_MAX
from selvstyrt.core.worktime import WithoutEffect
from selvstyrt.faces.texts import told
from selvstyrt.faces.web.amounts import day_text, duration_text

Text = str | Promise

# The longest beginning that fits counts.
RULES: dict[str, Text] = {
    "OVERLAP": _("har en annen vakt da"),
    "UNAVAILABLE": _("er borte da"),
    "SKILL": _("mangler opplæring"),
    "FIXED": _("vakten er låst til en annen"),
    "CONTRACT-MAX": _("får flere timer enn kontrakten tillater"),
    "NOT-EMPLOYED": _("er ikke ansatt da"),
    "NOT-ASKED": _("så mange vakter er ledige at ikke alle er undersøkt"),
    "FRAME": _("planen bruker flere timer enn vedtaket gir"),
    "WISH": _("har et ønske imot"),
    "AML-10-8-1": _("bryter daglig hvile"),
    "AML-10-8-1-SPAN": _("får for lang dag"),
    "AML-10-8-2": _("bryter ukentlig hvile"),
    "AML-10-8-3": _("mangler hvile til gjengjeld"),
    "AML-10-8-4": _("får for mange søndager og helligdager"),
    "AML-10-9": _("mangler pause"),
    "AML-10-10": _("søndagsarbeid uten grunnlag"),
    "AML-10-11": _("får for mye nattarbeid"),
    "AML-10-12-4": _("går ut over fagforeningens avtale"),
    "AML-10-4": _("får for mange timer"),
    "AML-10-5": _("får for mange timer selv med avtale om gjennomsnitt"),
    "AML-10-6-8": _("får for mange timer i alt"),
    "AML-10-6": _("får for mye overtid"),
    "AML-10-2": _("får for tungt arbeid"),
    "AML-11": _("er for ung til dette"),
    "TAR-WEEK": _("får flere timer enn tariffavtalen gir"),
    "HOME-13-1": _("bryter daglig hvile"),
    "HOME-13-2": _("bryter ukentlig hvile"),
    "HOME": _("bryter reglene om arbeid i hjemmet"),
    "AVL": _("bryter avlastningsreglene"),
}

OPENED: dict[str, Text] = {
    "AML-10-4-1-D": _("ha lange dager"),
    "AML-10-4": _("ha lange uker"),
    "AML-10-5-1-D": _("ha lange dager"),
    "AML-10-5-2-D": _("ha lange dager"),
    "AML-10-5-3-D": _("ha lange dager"),
    "AML-10-5": _("ha lange uker"),
    "AML-10-6": _("jobbe mer overtid"),
    "AML-10-8-1": _("ha kort hvile mellom vaktene"),
    "AML-10-8-2": _("ha kort ukentlig hvile"),
    "AML-10-8-4": _("jobbe flere søndager og helligdager på rad"),
    "AML-10-11": _("jobbe mer om natten"),
}
"""What an agreement makes lawful, where it would break the rule without."""

BECAUSE: dict[str, Text] = {
    "fixed": _("Du har låst vakten til denne personen."),
    "only_one": _("Ingen andre kan ha vakten uten å bryte en regel."),
    "as_published": _("Personen har vakten i planen som gjelder nå."),
    "wished": _("Personen har ønsket å jobbe da."),
    "others_asked_free": _("De andre som kunne, har bedt om fri."),
    "contract_hours": _("Vakten hører med til timene i kontrakten."),
    "best_whole": _("Dette gir den jevneste planen for alle."),
}

AGREEMENTS: dict[str, Text] = {
    "averaging_individual": _("skriftlig avtale om gjennomsnittsberegning"),
    "averaging_union_local": _("avtale med tillitsvalgte om gjennomsnittsberegning"),
    "averaging_arbeidstilsynet": _("samtykke fra Arbeidstilsynet til gjennomsnittsberegning"),
    "rest_8h_28h_union_local": _("avtale med tillitsvalgte om kortere hvile"),
    "overtime_union_local": _("avtale med tillitsvalgte om mer overtid"),
    "overtime_arbeidstilsynet": _("tillatelse fra Arbeidstilsynet til mer overtid"),
    "total_16h_union_local": _("avtale med tillitsvalgte om lengre dager"),
    "union_local_10_11_9": _("avtale med tillitsvalgte om nattarbeid"),
    "union_10_12_4": _("avtale med fagforening med innstillingsrett"),
    "passive_arbeidstilsynet_10_4_2": _("samtykke fra Arbeidstilsynet til passivt arbeid"),
    "arbeidstilsynet_10_12_7": _("tillatelse fra Arbeidstilsynet"),
    "sunday_averaging_individual": _("skriftlig avtale om gjennomsnitt av søndagsfri"),
    "religious_swap_10_10_5": _("avtale om å bytte helligdager"),
    "respite_individual": _("skriftlig avtale om avlastning"),
    "respite_long_individual": _("skriftlig avtale om lang avlastning"),
}

HOLIDAYS: dict[str, Text] = {
    "maundy_thursday": _("skjærtorsdag"),
    "good_friday": _("langfredag"),
    "easter_sunday": _("første påskedag"),
    "easter_monday": _("andre påskedag"),
    "ascension_day": _("Kristi himmelfartsdag"),
    "whit_sunday": _("første pinsedag"),
    "whit_monday": _("andre pinsedag"),
    "labour_day": _("1. mai"),
    "constitution_day": _("17. mai"),
    "new_years_day": _("første nyttårsdag"),
    "christmas_day": _("første juledag"),
    "boxing_day": _("andre juledag"),
}


def rule_text(rule: str) -> str:
    """What a rule says of a person, in a few words."""
    fitting = [start for start in RULES if rule == start or rule.startswith(f"{start}-")]
    return str(RULES[max(fitting, key=len)]) if fitting else gettext("bryter en regel")


def opened_texts(findings: Iterable[Finding]) -> list[str]:
    """What an agreement makes lawful, each kind once with the furthest it goes: "ha lange uker (43 t, ellers 40 t)"."""
    furthest: dict[str, Finding | None] = {}
    for finding in findings:
        fitting = [start for start in OPENED if finding.rule == start or finding.rule.startswith(f"{start}-")]
        text = str(OPENED[max(fitting, key=len)]) if fitting else gettext("ha denne planen")
        known = furthest.setdefault(text, None)
        if finding.unit == "min" and finding.limit and (known is None or _beyond(finding) > _beyond(known)):
            furthest[text] = finding
    return [text if each is None else f"{text} {_otherwise(each)}" for text, each in furthest.items()]


def _beyond(finding: Finding) -> Decimal:
    return abs(Decimal(finding.measured) - Decimal(finding.limit))


def _otherwise(finding: Finding) -> str:
    return gettext("(%(measured)s, ellers %(limit)s)") % {
        "measured": duration_text(int(finding.measured)),
        "limit": duration_text(int(finding.limit)),
    }


def short_finding(finding: Finding) -> str:
    """A finding in one line: "bryter daglig hvile: 9 t av 11 t (aml. § 10-8)"."""
    if finding.severity is Severity.WISH:
        weight = finding.facts.get("weight", -1)
        return gettext("har bedt om fri da") if weight < 0 else gettext("har ønsket å jobbe en annen vakt")
    text = rule_text(finding.rule)
    if finding.unit == "min" and finding.limit:
        text += f": {measured_text(finding.measured, finding.limit)}"
    if finding.rule == CONTRACT_MAX:
        text += " " + gettext("i uken fra %(day)s") % {"day": day_text(finding.at, "plain")}
    if finding.severity in (Severity.ILLEGAL, Severity.NEEDS_AGREEMENT) and finding.citation.text.startswith("a"):
        text += f" ({short_citation(finding.citation.text)})"
    if finding.severity is Severity.NEEDS_AGREEMENT:
        text += ", " + gettext("krever avtale")
    return text


def short_citation(text: str) -> str:
    """The provision as people write it."""
    return text.replace("arbeidsmiljøloven", "aml.")


def reason_text(reason: dict[str, Any]) -> str:
    """A reason kept with an empty shift, in one line."""
    text = rule_text(str(reason["rule"]))
    if reason.get("unit") == "min" and reason.get("limit"):
        text += f": {measured_text(reason['measured'], reason['limit'])}"
    if reason["rule"] == "SKILL" and reason.get("other"):
        text += f": {', '.join(reason['other'])}"
    return text


def measured_text(measured: int | Decimal | str, limit: int | Decimal | str) -> str:
    """ "9 t av 11 t"."""
    return gettext("%(measured)s av %(limit)s") % {
        "measured": duration_text(int(Decimal(measured))),
        "limit": duration_text(int(Decimal(limit))),
    }


def finding_text(finding: Finding, without: Iterable[WithoutEffect] = (), *, graded: bool = False) -> str:
    """A finding in whole sentences; the provision stands beside it, as a link.

    `without` are agreements on record that have no effect for the one it is about. `graded` leaves out how serious it
    is, where a tag or a heading says so.
    """
    found = told(finding, (get_language() or "nb")[:2], without=without)
    return replace(found, verdict="").sentences if graded else found.sentences


def source_of(finding: Finding) -> Citation:
    """The provision that a finding is told with; a wish has none."""
    return Citation("") if finding.severity is Severity.WISH else finding.citation


def red_day_text(day: date) -> str:
    """The name of a public holiday; empty on other days."""
    names = public_holidays(day.year).get(day, ())
    return ", ".join(str(HOLIDAYS[name]) for name in names)


def is_red(day: date) -> bool:
    """True on Sundays and public holidays."""
    return is_red_day(day)


def listed(parts: Iterable[str]) -> str:
    """ "Amal, Jonas og Liv"."""
    found = list(parts)
    if len(found) < 2:
        return "".join(found)
    last_and = gettext("og")  # outside the f-string: what stands inside one is not collected
    return f"{', '.join(found[:-1])} {last_and} {found[-1]}"
