"""From a time entry to pay lines (lønnslinjer), each with the steps that led to it.

Rounding: the hourly wage to øre, a percentage supplement per hour to øre, each line (minutes x rate / 60)
half up to øre; a total is the sum of rounded lines. One entry gives one line for each kind and rate,
also when it crosses midnight; the line belongs to the day on which the entry starts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from selvstyrt.core.base import OSLO, Certainty, Citation, NoAnswer, Span, Step, least_certain, round_ore
from selvstyrt.core.pay.calendar import day_names as norwegian_day_names
from selvstyrt.core.pay.parts import DayNames, Part, convert, cut
from selvstyrt.core.pay.resting import calls_in, convert_rest, resting_rule
from selvstyrt.core.pay.tariff import Tariff, TariffOn, Wage, Work
from selvstyrt.core.pay.worked import Employment, WorkedTime

_POLICY = Citation("docs/rules/pay.md")

BASE = "base"
RESTING = "resting"


@dataclass(frozen=True, slots=True)
class PayLine:
    """One line of pay (lønnslinje): minutes times a rate.

    `kind` is "base", "resting" or the code of a supplement; `label_id` is what a face translates;
    `certainty` is that of the weakest value used.
    """

    kind: str
    label_id: str
    minutes: int
    rate: Decimal
    amount: Decimal
    entry_id: str
    day: date
    steps: tuple[Step, ...]
    certainty: Certainty = Certainty.HIGH


def line_amount(minutes: int, rate: Decimal) -> Decimal:
    """Minutes at a rate per hour, rounded half up to øre.

    >>> line_amount(20, Decimal("218.01"))
    Decimal('72.67')
    """
    return round_ore(minutes * rate / 60)


def gross(lines: Iterable[PayLine]) -> Decimal:
    """The sum of rounded lines (brutto)."""
    return sum((line.amount for line in lines), Decimal("0.00"))


def wage_on(day: date, employment: Employment, tariff: Tariff) -> tuple[Wage, Step, Certainty]:
    """The assistant's hourly wage on a day and how it came about.

    An own wage counts when it is at least the lowest wage of the agreement. Where the agreement has no
    wages at all, the own wage is the only one.

    Raises: NoAnswer `no_wage_step`, `no_divisor`, `wage_for_other_week`.
    """
    years = employment.years_on(day)
    own = _own_wage(employment, tariff, years)
    minimum = None
    if own is None or tariff.wages:
        minimum = tariff.minimum_wage(years, employment.weekly_minutes)
    inputs: dict[str, Any] = {"tariff": tariff.id, "years": years, "weekly_minutes": employment.weekly_minutes}
    if own is not None and (minimum is None or own.hourly >= minimum.hourly):
        inputs |= {"annual": own.annual, "divisor": own.divisor, "minimum": minimum and minimum.hourly}
        return own, Step("wage.own", tariff.wages_citation, inputs, own.hourly), Certainty.HIGH
    assert minimum is not None
    inputs |= {"annual": minimum.annual, "divisor": minimum.divisor, "step_years": minimum.years}
    if own is not None:
        inputs["own"] = own.hourly
    return minimum, Step("wage.minimum", tariff.wages_citation, inputs, minimum.hourly), tariff.wages_certainty


def _own_wage(employment: Employment, tariff: Tariff, years: int) -> Wage | None:
    if employment.own_hourly is not None:
        return Wage(round_ore(employment.own_hourly), years)
    if employment.own_annual is not None:
        return tariff.hourly_of_annual(employment.own_annual, employment.weekly_minutes, years=years)
    return None


def pay_lines(
    worked: WorkedTime,
    employment: Employment,
    tariff_on: TariffOn,
    *,
    day_names: DayNames = norwegian_day_names,
    zone: ZoneInfo = OSLO,
) -> list[PayLine]:
    """The pay lines of one time entry: base, resting duty, then supplements in the agreement's order.

    Each part of the entry is paid by the numbers in force on its own day. Time on the clock is elapsed
    time: the night in March is an hour shorter, the night in October an hour longer.

    Raises: NoAnswer when a wage, divisor, resting rule or overtime supplement is missing for a day of the entry.
    """
    sheet = _Sheet(worked, employment, tariff_on)

    def parts_of(stretch: Span) -> tuple[Part, ...]:
        return cut(stretch, tariff_on, day_names, work=worked.work, rota=employment.rota, zone=zone)

    active = [part for stretch in worked.active_stretches for part in parts_of(stretch)]
    sheet.add(BASE, _without_break(active, worked), _break_steps(worked))
    for rest in sorted(worked.resting):
        calls = calls_in(rest, worked.calls)
        rule = resting_rule(tariff_on(rest.start_day(zone)))
        conversion = convert_rest(rest.minutes, [call.minutes for call in calls], rule)
        kind = BASE if conversion.all_active else RESTING
        sheet.add(kind, convert(parts_of(rest), conversion.rest_minutes), conversion.steps, rule.certainty)
        for call, minutes in zip(calls, conversion.call_minutes, strict=False):
            sheet.add(RESTING, convert(parts_of(call), minutes), ())
    return sheet.lines(worked.span.start_day(zone))


def _without_break(parts: list[Part], worked: WorkedTime) -> tuple[Part, ...]:
    """Unpaid break minutes taken from the parts in proportion: where in the entry it lay is not known."""
    if not worked.unpaid_break:
        return tuple(parts)
    return convert(tuple(parts), sum(part.minutes for part in parts) - worked.unpaid_break)


def _break_steps(worked: WorkedTime) -> tuple[Step, ...]:
    if not worked.unpaid_break:
        return ()
    return (Step("break.unpaid", Citation("aml. § 10-9"), {"break_minutes": worked.unpaid_break}, worked.unpaid_break),)


@dataclass(slots=True)
class _Row:
    """Minutes of one kind at one rate, gathered over the parts of an entry."""

    kind: str
    rate: Decimal
    order: int
    certainty: Certainty = Certainty.HIGH
    days: dict[date, int] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)


class _Sheet:
    """The rows of one entry while its parts are added."""

    def __init__(self, worked: WorkedTime, employment: Employment, tariff_on: TariffOn) -> None:
        self._worked = worked
        self._employment = employment
        self._tariff_on = tariff_on
        self._rows: dict[tuple[str, Decimal], _Row] = {}

    def add(
        self, kind: str, parts: Iterable[Part], steps: tuple[Step, ...], certainty: Certainty = Certainty.HIGH
    ) -> None:
        """Parts of one kind, with the steps that gave their minutes."""
        for part in parts:
            tariff = self._tariff_on(part.day)
            if self._worked.work is Work.OVERTIME and not part.supplements:
                raise NoAnswer(
                    "no_overtime_rate",
                    f"{tariff.id} has no known overtime supplement on {part.day}; add the rate, or register the time "
                    "as ordinary.",
                    tariff=tariff.id,
                    day=part.day,
                )
            wage, step, wage_certainty = wage_on(part.day, self._employment, tariff)
            first = 0 if kind == BASE else 1
            sure = least_certain(certainty, wage_certainty)
            self._add_minutes(kind, first, wage.hourly, part, (*steps, step), sure)
            for supplement in part.supplements:
                order = 2 + tariff.supplements.index(supplement)
                rate_step = Step(
                    f"supplement.{supplement.code}",
                    supplement.citation,
                    {
                        "hourly": wage.hourly,
                        "amount": supplement.amount,
                        "share": str(supplement.share) if supplement.share is not None else None,
                        "minimum": supplement.minimum,
                    },
                    supplement.rate(wage.hourly),
                )
                sure = least_certain(
                    supplement.certainty, certainty, wage_certainty if supplement.share is not None else Certainty.HIGH
                )
                self._add_minutes(supplement.code, order, supplement.rate(wage.hourly), part, (rate_step,), sure)

    def _add_minutes(
        self, kind: str, order: int, rate: Decimal, part: Part, steps: tuple[Step, ...], certainty: Certainty
    ) -> None:
        row = self._rows.setdefault((kind, rate), _Row(kind, rate, order))
        row.days[part.day] = row.days.get(part.day, 0) + part.minutes
        row.certainty = least_certain(row.certainty, certainty)
        row.steps += [step for step in steps if step not in row.steps]

    def lines(self, day: date) -> list[PayLine]:
        """The rows as lines, in order; rows without time are left out."""
        rows = sorted(self._rows.values(), key=lambda row: (row.order, min(row.days)))
        return [self._line(row, day) for row in rows if any(row.days.values())]

    def _line(self, row: _Row, day: date) -> PayLine:
        minutes = sum(row.days.values())
        amount = line_amount(minutes, row.rate)
        by_day = {on.isoformat(): part for on, part in sorted(row.days.items())}
        placed = Step("minutes.placed", _POLICY, by_day, minutes)
        total = Step("line.amount", _POLICY, {"minutes": minutes, "rate": row.rate}, amount)
        return PayLine(
            row.kind,
            f"pay.{row.kind}",
            minutes,
            row.rate,
            amount,
            self._worked.id,
            day,
            (*row.steps, placed, total),
            row.certainty,
        )
