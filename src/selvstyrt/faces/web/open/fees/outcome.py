"""From a question to what the page answers: the fee by each G that may apply, steps, brackets, picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from selvstyrt.apps.directory.fee_tables import MunicipalTable
from selvstyrt.apps.directory.queries.fees import KnownTable, example_table, known_table
from selvstyrt.core.base import Certainty, Citation, NoAnswer
from selvstyrt.core.fees import (
    DecidedBy,
    FeeAnswer,
    FeeTariff,
    GBasis,
    Household,
    MonthOfHelp,
    fee_curve,
    g_amount,
    monthly_fee,
    state_ceiling,
    state_ceiling_below,
    tariff_g,
    yearly_fee,
)
from selvstyrt.faces.web.open.fees import words
from selvstyrt.faces.web.open.fees.forms import EXAMPLE, OWN, Question
from selvstyrt.faces.web.open.fees.kroner import kroner
from selvstyrt.faces.web.open.fees.picture import Staircase, staircase

MAY_BE = (GBasis.MAY_BEFORE, GBasis.CURRENT)
"""What a municipality that does not say it may reckon with; these two are what the others do."""


@dataclass(frozen=True, slots=True)
class BracketRow:
    """A row of the table of brackets (trinn), with the household's own marked."""

    span: str
    incomes: str
    price: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Reckoned:
    """The fee by one G (utregning): the answer, or why there is none, and what stands beside it."""

    g: Decimal = Decimal(0)
    g_words: str = ""
    answer: FeeAnswer | None = None
    refused: str = ""
    income: str = ""
    one_g: str = ""
    fee: str = ""
    yearly: str = ""
    decided: str = ""
    certainty: str = ""
    state_ceiling: str = ""
    self_cost: str = ""
    steps: tuple[dict[str, str], ...] = ()
    brackets: tuple[BracketRow, ...] = ()
    picture: Staircase | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What the state's rules say where a municipality's table is not known (statens rammer)."""

    under_two_g: bool | None
    ceiling: str
    ceiling_refused: str
    below: tuple[str, ...]


def context_of(question: Question) -> dict[str, Any]:
    """Everything that the page shows about a question."""
    known = _known(question)
    tariff = question.tariff if known is None else known.table.tariff
    shown: dict[str, Any] = {"question": question, "own": question.source == OWN, "known": known}
    if known is None or not known.holds:
        shown |= {"limits": limits(question.household, question.month.day)} if question.source != OWN else {}
    if tariff is None:
        return shown
    month = question.month if known is None else replace(question.month, day=known.day)
    found = reckon(tariff, question.household, month)
    return shown | {"reckoned": found, "unsure_g": len(found) > 1, "table": _table_words(known), "tariff": tariff}


def _known(question: Question) -> KnownTable | None:
    if question.source == EXAMPLE:
        table = named_here(example_table())
        day = table.nearest_day(question.month.day)
        return KnownTable(table, table.covers(question.month.day), day)
    return None if question.place is None else known_table(question.place.number, question.month.day)


def named_here(table: MunicipalTable) -> MunicipalTable:
    """The example with its name and source in the language of the page."""
    citation = Citation(_("en kommunes side om BPA"), table.tariff.citation.url)
    return replace(table, tariff=replace(table.tariff, name=_("eksempelet"), citation=citation))


def _table_words(known: KnownTable | None) -> dict[str, Any] | None:
    return None if known is None else table_words(known.table)


def table_words(table: MunicipalTable) -> dict[str, Any]:
    """Where a table is from, in words."""
    return {
        "name": table.tariff.name,
        "source": table.tariff.citation,
        "year": words.year_words(table),
        "certainty": words.CERTAINTY[table.tariff.certainty],
        "for": words.FOR[table.help],
        "checked_on": table.checked_on,
        "corrected": table.corrected,
        "note": table.note.get(get_language() or "nb", table.note.get("nb", "")),
        "g_unknown": table.tariff.g_basis is None,
    }


def reckon(tariff: FeeTariff, household: Household, month: MonthOfHelp) -> list[Reckoned]:
    """The fee; more than one where the table does not say which G, and the possible ones give different fees."""
    if tariff.g_basis is not None:
        return [_reckon_one(tariff, household, month)]
    found = [_reckon_one(replace(tariff, g_basis=basis), household, month) for basis in MAY_BE]
    alike = {(each.fee, each.refused) for each in found}
    return found[:1] if len(alike) == 1 else found


def _reckon_one(tariff: FeeTariff, household: Household, month: MonthOfHelp) -> Reckoned:
    try:
        g = tariff_g(tariff, month.day).amount
    except NoAnswer as error:
        return Reckoned(refused=words.refused(error))
    place = tariff.place_of(household.income, g)
    found = Reckoned(
        g=g,
        g_words=str(words.G_NAMES[tariff.g_basis or GBasis.FIXED]),
        brackets=bracket_rows(tariff, g, place),
    )
    try:
        answer = monthly_fee(tariff, household, month)
    except NoAnswer as error:
        return replace(found, refused=words.refused(error))
    free = is_free(answer)
    return replace(
        found,
        answer=answer,
        income=kroner(answer.income),
        one_g=kroner(g),
        fee=kroner(answer.fee),
        yearly="" if free else kroner(yearly_fee(answer.fee, tariff)),
        decided=str(words.DECIDED[answer.decided_by]),
        certainty="" if answer.certainty is Certainty.HIGH else str(words.CERTAINTY[answer.certainty]),
        state_ceiling="" if answer.state_ceiling is None else kroner(answer.state_ceiling),
        self_cost="" if answer.self_cost_ceiling is None else kroner(answer.self_cost_ceiling),
        steps=tuple(words.step_words(step, found.brackets[place].span) for step in answer.steps),
        picture=None if free else staircase(fee_curve(tariff, month), g, household.income),
    )


def is_free(answer: FeeAnswer) -> bool:
    """True for a month that costs nothing because of the month, not of the income."""
    return answer.decided_by in {DecidedBy.FREE_MONTH, DecidedBy.NO_HELP}


def bracket_rows(tariff: FeeTariff, g: Decimal, place: int | None) -> tuple[BracketRow, ...]:
    """The brackets of a table in G, kroner and words."""
    edges = [*tariff.edges(g), None]
    starts = [*(bracket.from_g for bracket in tariff.brackets), None]
    return tuple(
        BracketRow(
            words.g_span(bracket.from_g, starts[number + 1]),
            words.income_span(edges[number] or Decimal(0), edges[number + 1]),
            words.charging_words(bracket),
            number == place,
        )
        for number, bracket in enumerate(tariff.brackets)
    )


def limits(household: Household, day: date) -> Limits:
    """What holds whatever the municipality has voted: the state's ceiling under 2 G."""
    below = []
    for basis in MAY_BE:
        try:
            below.append(state_ceiling_below(g_amount(basis, day).amount, day))
        except NoAnswer:
            continue
    sides = {household.income < each for each in below}
    ceiling, refused = "", ""
    try:
        ceiling = kroner(state_ceiling(day)[0])
    except NoAnswer as error:
        refused = words.refused(error)
    under = sides.pop() if len(sides) == 1 else None
    return Limits(under, ceiling, refused, tuple(kroner(each) for each in sorted(set(below))))
