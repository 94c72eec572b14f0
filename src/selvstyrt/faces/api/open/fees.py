"""What BPA costs the one who has it: the municipalities' tables, and a month reckoned by one of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from selvstyrt.apps.directory.fee_tables import MunicipalTable
from selvstyrt.apps.directory.queries import fees as queries
from selvstyrt.apps.directory.queries import municipalities
from selvstyrt.core.base import Step
from selvstyrt.core.fees import Bracket, FeeAnswer, Household, MonthOfHelp, monthly_fee
from selvstyrt.faces.api.open.envelope import (
    Amount,
    Answer,
    CitationOut,
    Language,
    Listing,
    Out,
    TablePaging,
    answer,
    citation_of,
    listing,
)
from selvstyrt.faces.api.open.problems import NotFound

router = Router(tags=["Fees"])


class BracketOut(Out):
    """A step of a table, from an income on. Amounts in NOK; null: the source does not print it."""

    from_g: Amount = Field(description="It begins at so many times the basic amount G.")
    from_kroner: Amount | None = Field(description="The income it begins at, where the table prints it.")
    charging: str = Field(description="monthly, hourly, cheapest, threshold or state_ceiling.")
    monthly: Amount | None
    hourly: Amount | None
    cap: Amount | None = Field(description="The most that hours may cost in a month.")
    cap_minutes: int | None
    cap_multiple: Amount | None = Field(description="The most, as a number of hourly prices.")
    threshold_minutes: int | None


class FeeTableOut(Out):
    """A municipality's table of fees."""

    id: str
    municipality: str | None = Field(description="Null for the example of a municipality that is not named.")
    name: str
    year: str | None = Field(description="As the source has it.")
    year_is: str = Field(description="stated, inferred or undated.")
    valid_from: date | None
    valid_to: date | None
    help: str = Field(description="What the table is for: bpa, practical_help, home_help or both.")
    checked_on: date
    corrected: bool = Field(description="True: the municipality's caseworkers entered it here.")
    certainty: str
    g_basis: str | None = Field(description="Which G it reckons with; null: it does not say.")
    fixed_g: Amount | None
    edge_owner: str = Field(description="Whether exactly 3 G belongs to the bracket above or below.")
    billing_months: list[int]
    self_cost_hourly: Amount | None = Field(description="What an hour costs the municipality, as it states it.")
    brackets: list[BracketOut]
    note: str
    citation: CitationOut


class FeeTablesAsked(TablePaging):
    """Which tables."""

    municipality: str = Field("", max_length=10, description="Only those of the municipality with this number.")
    language: Language = Field(Language.NB, description="The language of the notes.")


class FeeAsked(Schema):
    """A month to reckon. Nothing of it is kept; with POST it does not even stand in an address."""

    municipality: str = Field(description="The number of the municipality.", examples=["0301"], max_length=10)
    income: Decimal = Field(
        description="The household's taxable net income before special deductions, NOK a year.",
        ge=0,
        le=10**9,
        examples=["420000"],
    )
    attendance_benefit: Decimal = Field(
        Decimal(0), description="Attendance benefit for help in the home, NOK a year.", ge=0, le=10**9
    )
    hours: Decimal | None = Field(
        None, description="Hours of help in the month that are charged for; left out where not known.", ge=0, le=744
    )
    day: date | None = Field(None, description="Any day of the month; left out: today.", examples=["2025-03-01"])
    other_fees: Decimal = Field(
        Decimal(0), description="What other home services cost in the month, NOK.", ge=0, le=10**6
    )


class StepOut(Out):
    """One step of the calculation: the rule, what went in, what came out, and where the rule stands."""

    rule: str
    inputs: dict[str, Any]
    result: Any = Field(description="Amounts as text, minutes and numbers as they are; null where there is none.")
    citation: CitationOut


class FeeOut(Out):
    """The fee of a month, NOK, and how it came about."""

    fee: Amount
    decided_by: str = Field(description="table, cap, self_cost, state_ceiling, free_month or no_help.")
    income: Amount
    income_in_g: Amount
    g: Amount
    bracket: int = Field(description="The number of the bracket, the lowest 0.")
    hours_charged: Amount | None
    self_cost_ceiling: Amount | None
    self_cost_tested: bool = Field(description="False: the self-cost or the hours are not known.")
    state_ceiling: Amount | None
    certainty: str
    table: FeeTableOut
    table_holds: bool = Field(description="False: no table is known for the month; the nearest one was used, on `day`.")
    day: date
    steps: list[StepOut]


@router.get("/fees/tables", response=Listing[FeeTableOut], summary="Municipalities' tables of fees")
def tables(request: HttpRequest, asked: Query[FeeTablesAsked]) -> dict[str, Any] | HttpResponse:
    """Every table that is known: all of a municipality, else the newest of each. Most municipalities have none here."""
    if asked.municipality:
        rows = queries.tables_of(municipalities.municipality(asked.municipality).number)
    else:
        rows = tuple(queries.numbers_with_tables().values())
    provenances = [queries.fees_provenance()]
    return listing(request, rows, _writer(asked.language), asked, provenances=provenances, collected=bool(rows))


@router.get("/fees/calculation", response=Answer[FeeOut], summary="Reckon a month")
def reckon(request: HttpRequest, response: HttpResponse, asked: Query[FeeAsked]) -> dict[str, Any]:
    """What a household pays for a month, by the table of its municipality, with every step and provision."""
    return _reckoned(response, asked)


@router.post("/fees/calculation", response=Answer[FeeOut], summary="Reckon a month, with the income in the body")
def reckon_posted(request: HttpRequest, response: HttpResponse, asked: FeeAsked) -> dict[str, Any]:
    """The same; the income stands in the body and in no address. Nothing is kept."""
    return _reckoned(response, asked)


def _reckoned(response: HttpResponse, asked: FeeAsked) -> dict[str, Any]:
    response["Cache-Control"] = "no-store"
    number = municipalities.municipality(asked.municipality).number
    known = queries.known_table(number, asked.day or timezone.localdate())
    if known is None:
        raise NotFound("no_fee_table", f"No table of fees is known for municipality {number}.", number=number)
    minutes = None if asked.hours is None else int(asked.hours * 60)
    month = MonthOfHelp(known.day, minutes, other_fees=asked.other_fees)
    household = Household((asked.income,), asked.attendance_benefit)
    found = monthly_fee(known.table.tariff, household, month)
    told = _writer(Language.NB)(known.table)
    return answer(_fee_out(found, told, known.holds, known.day), queries.fees_provenance())


def _fee_out(found: FeeAnswer, table: FeeTableOut, holds: bool, day: date) -> FeeOut:
    charged = None if found.minutes_charged is None else Decimal(found.minutes_charged) / 60
    return FeeOut(
        fee=found.fee,
        decided_by=found.decided_by.value,
        income=found.income,
        income_in_g=found.income_in_g,
        g=found.g.amount,
        bracket=found.place,
        hours_charged=None if charged is None else round(charged, 2),
        self_cost_ceiling=found.self_cost_ceiling,
        self_cost_tested=found.self_cost_tested,
        state_ceiling=found.state_ceiling,
        certainty=found.certainty.value,
        table=table,
        table_holds=holds,
        day=day,
        steps=[step_of(step) for step in found.steps],
    )


def step_of(step: Step) -> StepOut:
    """A step as the API writes it."""
    inputs = {name: _plain(value) for name, value in step.inputs.items()}
    return StepOut(rule=step.rule, inputs=inputs, result=_plain(step.result), citation=citation_of(step.citation))


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, dict):
        return {str(name): _plain(each) for name, each in value.items()}
    return value if value is None or isinstance(value, bool | int) else str(value)


def _writer(language: Language) -> Callable[[MunicipalTable], FeeTableOut]:
    def write(table: MunicipalTable) -> FeeTableOut:
        tariff = table.tariff
        return FeeTableOut(
            **{name: getattr(table, name) for name in ("id", "municipality", "year", "valid_from", "valid_to")},
            name=tariff.name,
            year_is=table.year_is.value,
            help=table.help.value,
            checked_on=table.checked_on,
            corrected=table.corrected,
            certainty=tariff.certainty.value,
            g_basis=None if tariff.g_basis is None else tariff.g_basis.value,
            fixed_g=tariff.fixed_g,
            edge_owner=tariff.edge_owner.value,
            billing_months=sorted(tariff.billing_months),
            self_cost_hourly=tariff.self_cost.printed if tariff.self_cost else None,
            brackets=[_bracket(each) for each in tariff.brackets],
            note=table.note.get(language.value, ""),
            citation=citation_of(tariff.citation),
        )

    return write


def _bracket(bracket: Bracket) -> BracketOut:
    return BracketOut(**{name: getattr(bracket, name) for name in BracketOut.model_fields})
