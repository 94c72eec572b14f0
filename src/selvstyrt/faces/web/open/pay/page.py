"""What the pay page shows: the answer in a sentence, tables, a picture, and the agreements beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from selvstyrt.apps.directory.datasets.wages import GENDERS, PERSONS, WageGroup, Wages
from selvstyrt.apps.directory.figures import Figure, FigureStatus
from selvstyrt.apps.directory.queries.pay import AgreementMinimum, Choice, agreement_minimums, figure_of, hourly_with
from selvstyrt.apps.directory.shelf import Shelved
from selvstyrt.faces.web.amounts import day_text, money_text, number_text
from selvstyrt.faces.web.bars import BarFigure
from selvstyrt.faces.web.open.pay.forms import Asked, words_of
from selvstyrt.faces.web.open.pay.picture import choice_bars
from selvstyrt.faces.web.open.pay.table import table_of
from selvstyrt.faces.web.open.pay.words import (
    figure_text,
    gender_text,
    group_text,
    kroner_text,
    overtime_text,
    sector_text,
    short_group_text,
    statistic_meaning,
    statistic_text,
    unit_text,
    what_text,
    working_time_text,
)

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Answer:
    """The figure that was asked for, in words (svar)."""

    figure: Figure
    sentence: str
    meaning: str
    persons: str

    @property
    def is_shown(self) -> bool:
        """True when the source shows the figure."""
        return self.figure.shown

    @property
    def is_hidden(self) -> bool:
        """True when the source hides it; False with nothing to show means that there is no such group."""
        return self.figure.status is FigureStatus.SUPPRESSED


def pay_context(asked: Asked[Choice], shelved: Shelved[Wages], today: date) -> dict[str, Any]:
    """Everything on the page for a choice."""
    choice, table = asked.choice, shelved.content
    groups = [group for group in table.groups if group.occupation == choice.occupation]
    chosen = choice.group
    headings = [_("Gruppe"), *(gender_text(gender) for gender in GENDERS)]
    return {
        "form": asked.form,
        "choice": choice,
        "answer": answer(table, choice),
        "table": table_of(what_text(choice), headings, [_row(table, choice, group) for group in groups]),
        "persons": table_of(_("Ansatte"), headings, [_persons_row(table, group) for group in groups]),
        "picture": picture(table, choice, groups),
        "divisor": number_text(table.hourly_divisor),
        "divisor_year": number_text(table.hourly_divisor * MONTHS),
        "is_doubtful": _is_doubtful(chosen, groups),
        "same_hour": choice.unit == "hour" and choice.overtime == "incl_overtime",
        "query": urlencode(words_of(choice)),
        "provenance": shelved.provenance,
        **_agreements(table, choice, today),
    }


def _is_doubtful(chosen: WageGroup, groups: list[WageGroup]) -> bool:
    """True where the state's group, which is not BPA work, is the figure or weighs on it."""
    if not any(group.sector == "state" for group in groups):
        return False
    return chosen.sector == "state" or (chosen.sector == "all" and chosen.working_time != "part_time")


def answer(table: Wages, choice: Choice) -> Answer:
    """The choice in a sentence."""
    figure = figure_of(table, choice)
    words = {
        "who": _who(choice),
        "where": sector_text(choice.sector),
        "time": working_time_text(choice.working_time),
        "amount": figure_text(figure, choice.unit),
        "unit": unit_text(choice.unit),
        "overtime": overtime_text(choice.overtime),
        "statistic": statistic_text(choice.statistic).lower(),
    }
    sentence = _("%(who)s i %(where)s, %(time)s: %(amount)s %(unit)s, %(overtime)s (%(statistic)s).") % words
    if figure.status is FigureStatus.SUPPRESSED:
        sentence = _("%(who)s i %(where)s, %(time)s: Kilden skjuler dette tallet.") % words
    elif figure.value is None:
        sentence = _("%(who)s i %(where)s, %(time)s: Kilden har ingen slik gruppe.") % words
    persons = table.persons(choice.group, choice.gender)
    return Answer(figure, sentence, statistic_meaning(choice.statistic), _behind(persons))


def _who(choice: Choice) -> str:
    if choice.occupation == "heimehjelp":
        return {
            "total": _("Hjemmehjelpere"),
            "women": _("Kvinner som er hjemmehjelpere"),
            "men": _("Menn som er hjemmehjelpere"),
        }[choice.gender]
    return {
        "total": _("Personlige assistenter"),
        "women": _("Kvinner som er personlige assistenter"),
        "men": _("Menn som er personlige assistenter"),
    }[choice.gender]


def _behind(persons: Figure) -> str:
    if persons.shown and persons.value is not None:
        return _("Tallet bygger på %(count)s ansatte.") % {"count": number_text(persons.value)}
    return ""


def _row(table: Wages, choice: Choice, group: WageGroup) -> list[str]:
    figures = [figure_of(table, _at(choice, group, gender)) for gender in GENDERS]
    return [group_text(group), *(figure_text(figure, choice.unit) for figure in figures)]


def _at(choice: Choice, group: WageGroup, gender: str) -> Choice:
    return replace(choice, sector=group.sector, working_time=group.working_time, gender=gender)


def _persons_row(table: Wages, group: WageGroup) -> list[str]:
    return [group_text(group), *(figure_text(table.persons(group, gender), PERSONS) for gender in GENDERS)]


def picture(table: Wages, choice: Choice, groups: list[WageGroup]) -> BarFigure:
    """The chosen figure for every group of the occupation; the chosen group stands out by its words and its filling."""
    bars = []
    for group in groups:
        figure = figure_of(table, _at(choice, group, choice.gender))
        bars.append((short_group_text(group), figure.value, figure_text(figure), group == choice.group))
    return choice_bars(f"{_who(choice)}: {what_text(choice)}", bars)


def _agreements(table: Wages, choice: Choice, today: date) -> dict[str, Any]:
    monthly = figure_of(table, replace(choice, unit="month", overtime="excl_overtime"))
    value = monthly.value if monthly.shown else None
    minimums = agreement_minimums(today)
    headings = [
        _("Avtale"),
        _("Gjelder fra"),
        _("Minste lønn i året"),
        _("Timer i året"),
        _("Minste lønn i timen"),
        _("Ditt valg i timen"),
    ]
    return {
        "agreements": table_of(
            _("Minste lønn uten ansiennitet, uten tillegg"),
            headings,
            [_agreement_row(each, value) for each in minimums],
        ),
        "agreement_sources": [(each.agreement, each.address) for each in minimums],
        "uncertain": [each.agreement for each in minimums if each.certainty != "high"],
        "compared_year": kroner_text(value * MONTHS) if value is not None else "",
        "compared_hour": _hour(value, table.hourly_divisor * MONTHS),
    }


def _agreement_row(minimum: AgreementMinimum, monthly: int | None) -> list[str]:
    hours = minimum.hours_a_year
    if hours is None:
        told = _("ikke oppgitt")
        return [
            minimum.agreement,
            day_text(minimum.valid_from, "number"),
            told,
            told,
            money_text(minimum.hourly),
            _("kan ikke sammenlignes"),
        ]
    return [
        minimum.agreement,
        day_text(minimum.valid_from, "number"),
        kroner_text(int(minimum.annual or 0)),
        number_text(hours),
        money_text(minimum.hourly),
        _hour(monthly, hours) or _("skjult"),
    ]


def _hour(monthly: int | None, hours: Decimal) -> str:
    return "" if monthly is None else money_text(hourly_with(monthly, hours))
