"""The answer as page and paper show it: outcome, reasons with their provisions, what could change it, what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from selvstyrt.core.eligibility import (
    Assessment,
    CaseTerms,
    Help,
    Outcome,
    RightReason,
    RightTerms,
    ServiceComplaintTerms,
    assess,
    preliminary_answer_by,
)
from selvstyrt.core.law import citation
from selvstyrt.faces.texts.eligibility import counting_words, frame_words, outcome_words, reason_words
from selvstyrt.faces.web.amounts import day_text, duration_text
from selvstyrt.faces.web.open.right.changes import changes
from selvstyrt.faces.web.open.right.facts import facts_of
from selvstyrt.faces.web.open.right.forms import UNSURE
from selvstyrt.faces.web.open.right.letter import ADULT, letter


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: the sentence, whether it speaks for the right, the provision and where to read it."""

    text: str
    speaks_for: bool
    provision: str
    url: str


@dataclass(frozen=True, slots=True)
class CountedHelp:
    """One kind of help: its name, the hours a week, and whether the right covers it."""

    name: str
    hours: str
    is_inside: bool


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do or wait for: a sentence, with the provision and where to read it."""

    text: str
    provision: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer in one language (svaret). `letter_in_bokmal` stands beside a draft in another language."""

    title: str
    outcome: str
    frame: str
    given: tuple[tuple[str, str], ...]
    reasons: tuple[Reason, ...]
    notes: tuple[str, ...]
    counted: tuple[CountedHelp, ...]
    counted_hours: str
    changes: tuple[str, ...]
    letter: tuple[str, ...]
    letter_in_bokmal: tuple[str, ...]
    steps: tuple[NextStep, ...]
    asked_on: date


def answer(answers: Mapping[str, Any], given: tuple[tuple[str, str], ...], today: date) -> Answer:
    """The answer for a day, in the active language."""
    language = translation.get_language() or "nb"
    terms = RightTerms.at(today)
    situation = facts_of(answers, terms)
    found = assess(situation, terms)
    unsure = answers["varighet"] == UNSURE
    in_bokmal: tuple[str, ...] = ()
    if language == "en":
        with translation.override("nb"):
            in_bokmal = letter(answers, situation, terms, found)
    return Answer(
        title=title_of(found.outcome, terms, unsure=unsure),
        outcome=outcome_words(found.outcome, language),
        frame=frame_words(language),
        given=given,
        reasons=tuple(_reason(reason, terms, language, unsure=unsure) for reason in found.reasons),
        notes=tuple(_notes(answers, found, terms, language)),
        counted=tuple(
            CountedHelp(_kind(need.help), duration_text(need.weekly_minutes), need in found.inside)
            for need in situation.needs
            if need.weekly_minutes
        ),
        counted_hours=duration_text(found.counted_minutes),
        changes=tuple(changes(situation, terms, found)),
        letter=letter(answers, situation, terms, found),
        letter_in_bokmal=in_bokmal,
        steps=tuple(_steps(found, today)),
        asked_on=today,
    )


def title_of(outcome: Outcome, terms: RightTerms, *, unsure: bool) -> str:
    """The outcome as a heading. A right that hangs on how long the need lasts, when nobody knows, is no plain yes."""
    if unsure and outcome in {Outcome.RIGHT, Outcome.RIGHT_UNLESS_COST}:
        return _("Du har rett til BPA hvis behovet varer i mer enn %(years)s år") % {"years": terms.right_over_years}
    return {
        Outcome.RIGHT: _("Ja, du har rett til BPA"),
        Outcome.RIGHT_UNLESS_COST: _("Ja, du har rett til BPA, med ett unntak"),
        Outcome.DISCRETIONARY: _("Loven gir deg ikke rett til BPA, men du kan søke"),
        Outcome.NO: _("Det er ingen timer å ordne som BPA"),
    }[outcome]


def _reason(reason: RightReason, terms: RightTerms, language: str, *, unsure: bool) -> Reason:
    years = {"years": terms.right_over_years}
    assumed = _("Vi har regnet med at behovet varer i mer enn %(years)s år.")
    own = {
        "long_term": (assumed if unsure else _("Behovet varer i mer enn %(years)s år.")) % years,
        "not_long_term": _("Behovet varer ikke i mer enn %(years)s år. Det er kravet for å ha rett.") % years,
    }
    text = own.get(reason.code) or reason_words(reason, language)
    return Reason(text, reason.speaks_for, reason.citation.text, reason.citation.url)


def _notes(answers: Mapping[str, Any], found: Assessment, terms: RightTerms, language: str) -> list[str]:
    told = []
    if answers["varighet"] == UNSURE:
        told.append(
            _("Du vet ikke hvor lenge behovet varer. Svaret gjelder hvis det varer i mer enn %(years)s år.")
            % {"years": terms.right_over_years}
        )
    limit = {"limit": terms.right_age_limit}
    if answers["alder"] >= terms.right_age_limit and not answers.get("for67"):
        told.append(_("Du har ikke svart på om BPA ble gitt før %(limit)s år. Vi har regnet med nei.") % limit)
    if answers["alder"] < ADULT:
        told.append(_("Foreldre eller verge søker på vegne av barn, og kan lede assistentene."))
    if answers["onske"] == "nei":
        told.append(_("Du ønsker ikke BPA. Det er frivillig, og du kan få hjelpen på en annen måte."))
    if found.depends_on_counting:
        told.append(counting_words(language))
    return told


def _kind(kind: Help) -> str:
    return {
        Help.ASSISTANCE: _("Personlig assistanse"),
        Help.RESPITE: _("Avlastning for et barn"),
        Help.SEVERAL_AT_ONCE: _("Flere hjelpere samtidig"),
        Help.NIGHT: _("Hjelp om natten"),
        Help.HEALTH: _("Helsehjelp"),
        Help.HIGHER_EDUCATION: _("Høyere utdanning"),
    }[kind]


def _steps(found: Assessment, today: date) -> list[NextStep]:
    if found.outcome is Outcome.NO:
        return [NextStep(_("Trenger du annen hjelp, ta kontakt med kommunen. Den skal veilede deg."))]
    case, complaint = CaseTerms.at(today), ServiceComplaintTerms.at(today)
    months = ngettext("%(number)s måned", "%(number)s måneder", case.preliminary_answer_months)
    weeks = ngettext("%(number)s uke", "%(number)s uker", complaint.complaint_weeks)
    told = {
        "period": months % {"number": case.preliminary_answer_months},
        "day": day_text(preliminary_answer_by(today), "year"),
    }
    preliminary = _("Får du ikke svar innen %(period)s, skal du få et foreløpig svar. Søker du i dag, er det %(day)s.")
    appeal = _("Er du uenig i vedtaket, kan du klage innen %(period)s. Send klagen til kommunen.")
    period = {"period": weeks % {"number": complaint.complaint_weeks}}
    return [
        NextStep(_("Send søknaden til kommunen der du bor.")),
        _cited(preliminary % told, "FVL-11A"),
        _cited(appeal % period, "PBRL-7-5"),
        NextStep(_("Vil du ha hjelp, spør kommunen eller pasient- og brukerombudet i fylket.")),
    ]


def _cited(text: str, rule: str) -> NextStep:
    found = citation(rule)
    return NextStep(text, found.text, found.url)
