"""Pay and hours in words: kinds of lines and movements, and each step of a calculation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from selvstyrt.faces.web.amounts import day_text, duration_text, money_text, number_text

LINE_KINDS: dict[str, str | Promise] = {
    "base": _("Grunnlønn"),
    "resting": _("Hviletid, omregnet"),
    "evening_night": _("Tillegg kveld og natt"),
    "evening": _("Tillegg kveld"),
    "night": _("Tillegg natt"),
    "weekend": _("Tillegg lørdag og søndag"),
    "saturday": _("Tillegg lørdag"),
    "sunday": _("Tillegg søndag"),
    "holiday": _("Tillegg helligdag"),
    "overtime": _("Tillegg overtid"),
    "overtime_50": _("Tillegg overtid 50 %"),
    "overtime_100": _("Tillegg overtid 100 %"),
}
MOVEMENTS: dict[str, str | Promise] = {
    "grant": _("Tildelt"),
    "adjust": _("Endret tildeling"),
    "temp_grant": _("Midlertidig tildelt"),
    "opening": _("Startsaldo"),
    "use_active": _("Brukt, aktiv tid"),
    "use_passive": _("Brukt, hviletid"),
    "training": _("Brukt, opplæring"),
    "meeting": _("Brukt, personalmøte"),
    "overlap": _("Brukt, overlapp"),
    "sick_paid": _("Sykelønn"),
    "cancelled_paid": _("Avlyst vakt med lønn"),
    "carry_out": _("Overført til neste år"),
    "carry_in": _("Overført fra i fjor"),
    "return": _("Levert tilbake"),
    "correction": _("Rettelse"),
}
SERVICES: dict[str, str | Promise] = {
    "practical": _("Praktisk bistand"),
    "training": _("Opplæring"),
    "support_contact": _("Støttekontakt"),
    "respite": _("Avlastning"),
}
_STEPS: dict[str, str | Promise] = {
    "year_plan.left": _("Tildelt %(granted)s, annet %(other)s, minus brukt %(used)s og reserve %(reserve)s."),
    "year_plan.spread": _("Igjen %(left)s, minus uker med egne timer %(fixed)s, fordelt på %(weeks)s uker."),
    "wage.own": _("Egen timelønn etter arbeidsavtalen, %(years)s års ansiennitet."),
    "wage.minimum": _("Timelønn etter tariffavtalen: %(years)s års ansiennitet, full uke %(weekly_minutes)s."),
    "supplement": _("Tillegg for hver time: %(kind)s."),
    "resting.active_share": _("Utrykninger %(active_minutes)s av %(resting_minutes)s hviletid."),
    "resting.per_hour": _("Hver time hvile gir %(paid_minutes_per_hour)s lønnet tid."),
    "resting.call": _("Utrykning på %(call_minutes)s: hver påbegynte %(block_minutes)s lønnes."),
    "break.unpaid": _("Ubetalt pause trekkes fra."),
    "minutes.placed": _("Tiden fordelt på dager: %(days)s."),
    "line.amount": _("%(minutes)s ganger %(rate)s for timen."),
    "pay.reversal": _("Tidligere utbetalt linje tas tilbake, fordi timene er rettet."),
    "grant.line": _("Vedtak på %(weekly_minutes)s i uken i %(days)s dager fra %(first_day)s."),
    "account.balance": _("Tildelt til nå %(granted_so_far)s, annet %(other)s, brukt %(used)s."),
    "account.left": _("Tildelt i år %(granted_year)s, annet %(other)s, minus brukt %(used)s og planlagt %(planned)s."),
    "forecast.unplanned": _("%(days)s dager uten plan, regnet etter forbruket de siste %(pace_days)s dagene."),
    "forecast.unplanned.as_granted": _("%(days)s dager uten plan, regnet som vedtaket gir."),
    "forecast.left": _("Igjen %(left)s, minus ventet bruk uten plan %(unplanned)s."),
}
_OUTCOMES: dict[str, str | Promise] = {
    "all_active": _("Hele tiden lønnes som aktiv"),
    "converted": _("Hviletiden regnes om"),
}
_UNSURE: dict[str, str | Promise] = {
    "low": _("Satsen er ikke bekreftet. Den er utledet, ikke lest i avtalen."),
    "medium": _("Satsen er ikke bekreftet. Satsen eller klokkeslettene er ikke lest i selve avtalen."),
    "": _("Satsen er ikke bekreftet."),
}
_RATE_RULES = ("wage.", "supplement", "resting.")
_MONEY_RULES = ("wage.", "supplement", "line.amount", "pay.reversal")


@dataclass(frozen=True, slots=True)
class StepText:
    """A step as components/steps.html shows it."""

    text: str
    result: str
    source: str
    url: str


def line_kind(kind: str) -> str:
    """The name of a kind of pay line."""
    return str(LINE_KINDS.get(kind, kind))


def step_text(rule: str, inputs: Mapping[str, Any], result: Any, source: str, url: str) -> StepText:
    """One step in a sentence, with what came out."""
    return StepText(_sentence(rule, inputs), _result(rule, result), source, url)


def pay_steps(steps: Iterable[Any]) -> list[StepText]:
    """The stored steps of a pay line; our own rules of counting have no provision to point to."""
    return [
        step_text(step.rule, step.inputs, step.result, step.citation if step.url else "", step.url) for step in steps
    ]


def unsure_text(certainty: str) -> str:
    """Why a rate is not confirmed, in two sentences."""
    return str(_UNSURE.get(certainty, _UNSURE[""]))


def rate_sources(steps: Iterable[Any]) -> list[tuple[str, str]]:
    """Name and address of where the rates of a line were read, each once."""
    found = {step.url: step.citation for step in steps if step.url and step.rule.startswith(_RATE_RULES)}
    return [(name, url) for url, name in found.items()]


def hours_steps(steps: Iterable[Any]) -> list[StepText]:
    """The steps of the account; its own rules have no provision to point to."""
    return [step_text(step.rule, step.inputs, step.result, "", "") for step in steps]


def _sentence(rule: str, inputs: Mapping[str, Any]) -> str:
    if rule.startswith("supplement."):
        return str(_STEPS["supplement"]) % {"kind": line_kind(rule.removeprefix("supplement."))}
    if rule == "minutes.placed":
        days = ", ".join(
            f"{day_text(date.fromisoformat(day))} {duration_text(minutes)}" for day, minutes in inputs.items()
        )
        return str(_STEPS[rule]) % {"days": days}
    if rule == "forecast.unplanned" and inputs.get("method") == "as_granted":
        rule = "forecast.unplanned.as_granted"
    text = _STEPS.get(rule)
    if text is None:
        return rule
    return str(text) % {name: _input(name, value) for name, value in inputs.items()}


def _input(name: str, value: Any) -> str:
    if value is None:
        return gettext("ukjent")
    if name in {"years", "days", "pace_days", "weeks"}:
        return str(value)
    if name == "rate":
        return money_text(Decimal(str(value)))
    if name in {"first_day", "after"}:
        return day_text(value if isinstance(value, date) else date.fromisoformat(value), "date")
    return duration_text(value) if isinstance(value, int) else str(value)


def _result(rule: str, result: Any) -> str:
    if result in _OUTCOMES:
        return str(_OUTCOMES[result])
    if result is None or result == "":
        return ""
    if rule.startswith(_MONEY_RULES):
        return money_text(Decimal(str(result)))
    return duration_text(result) if isinstance(result, int) else str(result)


def percent_text(percent: Decimal | None) -> str:
    """A share in per cent."""
    return "" if percent is None else f"{number_text(percent)}\u00a0%"
