"""A draft of the application (utkast til søknad), built from the answers; to copy, change and sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from selvstyrt.core.eligibility import Assessment, Help, Outcome, RightFacts, RightTerms
from selvstyrt.faces.web.amounts import duration_text
from selvstyrt.faces.web.open.right.forms import LONG, SHORT, YES

ADULT = 18


def letter(answers: Mapping[str, Any], situation: RightFacts, terms: RightTerms, found: Assessment) -> tuple[str, ...]:
    """The paragraphs of the draft in the active language; empty when there is nothing to apply for."""
    if found.outcome is Outcome.NO or answers["onske"] == "nei":
        return ()
    return tuple(_paragraphs(answers, situation, terms, found))


def _paragraphs(
    answers: Mapping[str, Any], situation: RightFacts, terms: RightTerms, found: Assessment
) -> Iterator[str]:
    yield _("Søknad om brukerstyrt personlig assistanse (BPA)")
    yield _("Til kommunen: [navnet på kommunen]")
    yield _request(found, situation)
    yield _who(answers, situation, terms)
    yield _hours(answers, situation)
    duration = {
        LONG: _("Behovet er ventet å vare i mer enn %(years)s år."),
        SHORT: _("Behovet er ventet å vare i %(years)s år eller kortere."),
    }.get(answers["varighet"], _("Det er usikkert hvor lenge behovet varer."))
    yield duration % {"years": terms.right_over_years}
    yield _("Dette trengs det hjelp til, hjemme og ute: [skriv med egne ord]")
    yield _leader(answers, situation)
    if found.depends_on_counting:
        yield _("Jeg ber kommunen skrive i vedtaket hvilke timer den har regnet med, og hvorfor.")
    if found.outcome is Outcome.RIGHT_UNLESS_COST:
        yield _("Mener kommunen at BPA blir vesentlig dyrere, ber jeg om å få se dokumentasjonen.")
    if found.outside:
        yield _("Hjelp som kommunen ikke gir som BPA, søker jeg om på annen måte.")
    yield _("Jeg ber om et skriftlig vedtak med begrunnelse.")
    yield _("[Sted og dato, navn, fødselsdato, adresse og underskrift]")


def _leader(answers: Mapping[str, Any], situation: RightFacts) -> str:
    if situation.age < ADULT and answers["leder"] == "selv":
        return _("Forelder eller verge, [navn], skal være arbeidsleder.")
    return {
        "selv": _("Den som trenger hjelpen, skal selv være arbeidsleder."),
        "sammen": _("Den som trenger hjelpen, skal lede sammen med [navn]."),
        "annen": _("[Navn] skal være arbeidsleder."),
    }[answers["leder"]]


def _request(found: Assessment, situation: RightFacts) -> str:
    if found.gives_right:
        asked = _("Jeg søker om hjelp organisert som BPA, etter pasient- og brukerrettighetsloven § 2-1 d.")
    else:
        asked = _("Jeg søker om hjelp organisert som BPA, etter helse- og omsorgstjenesteloven § 3-8.")
    for_a_child = _("Jeg søker på vegne av et barn.")
    return f"{asked} {for_a_child}" if situation.age < ADULT else asked


def _who(answers: Mapping[str, Any], situation: RightFacts, terms: RightTerms) -> str:
    who = _("Den som trenger hjelpen, er %(age)s år.") % {"age": situation.age}
    if situation.age >= terms.right_age_limit and answers.get("for67") == YES:
        before = _("BPA ble innvilget som rett før %(limit)s år.") % {"limit": terms.right_age_limit}
        return f"{who} {before}"
    return who


def _hours(answers: Mapping[str, Any], situation: RightFacts) -> str:
    lines = [_("Behovet er omtrent %(hours)s i uken.") % {"hours": duration_text(answers["timer"])}]
    steady = {True: _("Det trengs hele tiden."), False: _("Det trengs nå og da.")}
    told = {
        Help.NIGHT: _("Av dette er %(hours)s om natten."),
        Help.SEVERAL_AT_ONCE: _("I %(hours)s må det være flere hjelpere samtidig."),
        Help.RESPITE: _("Av dette er %(hours)s avlastning for et barn som er %(age)s år."),
        Help.HEALTH: _("Av dette er %(hours)s helsehjelp."),
        Help.HIGHER_EDUCATION: _("Av dette er %(hours)s i høyere utdanning."),
    }
    for need in situation.needs:
        if need.help in told:
            age = situation.child.age if situation.child else ""
            lines.append(told[need.help] % {"hours": duration_text(need.weekly_minutes), "age": age})
            if need.help in {Help.NIGHT, Help.SEVERAL_AT_ONCE}:
                lines.append(steady[need.continuous])
    return " ".join(lines)
