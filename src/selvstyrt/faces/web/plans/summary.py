"""A plan told so that it can be read aloud: covered, hours per person, wishes, agreements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from selvstyrt.apps.plans import queries
from selvstyrt.apps.plans.checking import Judged, LawfulBy
from selvstyrt.apps.plans.explaining import CHOSEN
from selvstyrt.core.base import Finding, Severity
from selvstyrt.core.worktime import WithoutEffect
from selvstyrt.faces.texts.shifts import shift_type_text
from selvstyrt.faces.web.amounts import day_text, duration_text, times_text
from selvstyrt.faces.web.plans.rota import Address
from selvstyrt.faces.web.plans.texts import (
    AGREEMENTS,
    finding_text,
    listed,
    opened_texts,
    reason_text,
    source_of,
)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """What one person gets in the plan."""

    name: str
    shifts: int
    minutes: int
    contract_minutes: int
    difference: str
    weekends: int
    nights: int
    red_days: int
    wishes: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding with who it is about, where it can be mended, and the provision with its address.

    `place` is whose shift it is and when, in a few words: what the link to it is called.
    """

    severity: str
    name: str
    text: str
    url: str
    more: int = 0
    source: str = ""
    source_url: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """The whole summary of a plan."""

    shifts: int
    covered: int
    people: tuple[PersonLine, ...]
    unmet_wishes: tuple[FindingLine, ...]
    lawful_by: tuple[str, ...]
    breaches: tuple[FindingLine, ...]
    warnings: tuple[FindingLine, ...]

    @property
    def is_covered(self) -> bool:
        """True when nobody is missing."""
        return self.covered == self.shifts


def summary_of(judged: Judged, address: Address) -> Summary:
    """The summary, asked of the evaluator anew."""
    views = {view.key: view for view in queries.views_of(judged.plan, judged.shifts)}
    urls = {key: address(view) for key, view in views.items()}
    places = {key: place_text(view) for key, view in views.items()}
    names = {member.id: member.terms.person.name for member in judged.team.members}
    figures = judged.figures
    return Summary(
        shifts=len(views),
        covered=sum(shift.assignment is not None for shift in judged.shifts),
        people=tuple(
            PersonLine(
                name=names[each.assistant],
                shifts=each.shifts,
                minutes=each.minutes,
                contract_minutes=each.contract_minutes,
                difference=difference_text(each.minutes - each.contract_minutes),
                weekends=each.weekends,
                nights=each.nights,
                red_days=each.red_days,
                wishes=wishes_text(each.wishes_met, each.wishes_unmet),
            )
            for each in figures
        ),
        unmet_wishes=tuple(
            _line(
                finding, names, urls, places, f"{_wish_text(finding, names, views)} {_why_not(finding, judged)}".strip()
            )
            for finding in judged.findings
            if finding.severity is Severity.WISH
        ),
        lawful_by=tuple(
            _("%(name)s kan %(what)s fordi dere har %(agreement)s.")
            % {
                "name": each.name,
                "what": listed(opened_texts(each.findings)),
                "agreement": AGREEMENTS.get(each.agreement, each.agreement),
            }
            for each in _by_agreement(judged.made_lawful_by())
        ),
        breaches=tuple(
            _line(each, names, urls, places, finding_text(each, _without(each, judged))) for each in judged.breaches
        ),
        warnings=tuple(_grouped(judged, names, urls, places)),
    )


def shift_text(view: queries.ShiftView) -> str:
    """A shift in words: "mandag 4. januar 07–15, dagvakt"."""
    return f"{day_text(view.day)} {times_text(view.span)}, {shift_type_text(view.type)}"


def place_text(view: queries.ShiftView) -> str:
    """Whose shift it is and on which day: "Olivia Nilsen, mandag 8. februar"."""
    name = view.person_name or _("Ledig")
    return f"{name}, {day_text(view.day)}"


def difference_text(minutes: int) -> str:
    """How far from the contract, in words."""
    if minutes == 0:
        return _("som avtalt")
    if minutes > 0:
        return _("%(time)s over") % {"time": duration_text(minutes)}
    return _("%(time)s under") % {"time": duration_text(-minutes)}


def wishes_text(met: int, unmet: int) -> str:
    """How many wishes were met."""
    if not met + unmet:
        return _("ingen ønsker")
    return _("%(met)s av %(all)s") % {"met": met, "all": met + unmet}


def reasons_by_person(explanation: dict[str, Any], names: dict[str, str]) -> tuple[str, ...]:
    """Why each person cannot have an empty shift."""
    found: dict[str, list[str]] = {}
    for reason in explanation.get("reasons", ()):
        name = names.get(reason["assistant"], "")
        found.setdefault(name, []).append(reason_text(reason))
    return tuple(
        f"{name}: {listed(dict.fromkeys(texts))}." if name else f"{texts[0]}." for name, texts in found.items()
    )


def _line(
    finding: Finding, names: dict[str, str], urls: dict[str, str], places: dict[str, str], text: str
) -> FindingLine:
    key = next((key for key in finding.shifts if key in urls), "")
    source = source_of(finding)
    name = names.get(finding.who, "")
    return FindingLine(
        finding.severity.value, name, text, urls.get(key, ""),
        source=source.text, source_url=source.url, place=places.get(key, ""),
    )  # fmt: skip


def _wish_text(finding: Finding, names: dict[str, str], views: dict[str, queries.ShiftView]) -> str:
    name, day = names.get(finding.who, ""), day_text(finding.at)
    if finding.facts.get("weight", -1) > 0:
        return _("%(name)s ønsket å jobbe %(day)s, men fikk ingen vakt da.") % {"name": name, "day": day}
    shifts = listed(shift_text(views[key]) for key in finding.shifts if key in views)
    return _("%(name)s ønsket fri %(day)s, men har %(shifts)s.") % {"name": name, "day": day, "shifts": shifts}


def _why_not(finding: Finding, judged: Judged) -> str:
    """Why somebody works in time that they asked to have free."""
    kept = [shift.explanation for shift in judged.shifts if shift.key in finding.shifts]
    chosen = [explanation for explanation in kept if explanation.get("code") == CHOSEN]
    if not chosen:
        return ""
    if not any(explanation["others"] for explanation in chosen):
        return _("Ingen andre kunne ta vakten.")
    return _("Andre kunne tatt den, men da ble planen mindre jevn.")


def _by_agreement(found: Iterable[LawfulBy]) -> Iterable[LawfulBy]:
    """One for each person and kind of agreement, also where one agreement followed another."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for each in found:
        groups.setdefault((each.name, each.agreement), []).extend(each.findings)
    return [LawfulBy(name, agreement, tuple(findings)) for (name, agreement), findings in groups.items()]


def _without(finding: Finding, judged: Judged) -> tuple[WithoutEffect, ...]:
    return judged.without_effect.get(finding.who, ())


def _grouped(
    judged: Judged, names: dict[str, str], urls: dict[str, str], places: dict[str, str]
) -> Iterable[FindingLine]:
    """Warnings, one line per rule and person, with how many more there are."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in judged.findings:
        if finding.severity is Severity.WARNING and finding.rule != "NEVER-EMPTY":
            groups.setdefault((finding.rule, finding.who), []).append(finding)
    for group in groups.values():
        first = group[0]
        line = _line(first, names, urls, places, finding_text(first, _without(first, judged), graded=True))
        yield replace(line, more=len(group) - 1)
