"""Agreements and spans that the pay tests build by hand."""

from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from selvstyrt.core.base import Citation, Span
from selvstyrt.core.pay import Employment, RestingRule, Supplement, Tariff, WageStep, Window, Work

SOURCE = Citation("a made agreement")
EVES = frozenset({"wednesday_before_maundy_thursday", "whitsun_eve", "christmas_eve", "new_years_eve"})
EVERY_DAY = frozenset({"every_day"})
RESTING = RestingRule(20, 30, 30, Fraction(1, 3), SOURCE)


def made_tariff(annual="402441", amount="60", **changes):
    """An agreement like that of Virke in 2024: 17-06, Saturday and Sunday, holidays 4/3."""
    supplements = (
        Supplement(
            "weekend", (Window(frozenset({"saturday", "sunday"}), 0, 1440),), amount=Decimal("57"), citation=SOURCE
        ),
        Supplement(
            "holiday",
            (Window(frozenset({"red_day", "easter_eve"}), 0, 1440), Window(EVES, 720, 1440)),
            share=Fraction(4, 3),
            citation=SOURCE,
        ),
        Supplement("evening_night", (Window(EVERY_DAY, 1020, 360),), amount=Decimal(amount), citation=SOURCE),
        Supplement("overtime", (Window(EVERY_DAY, 0, 1440),), share=Fraction(1, 2), work=Work.OVERTIME),
    )
    values = {
        "id": "made",
        "wages": (WageStep(0, annual=Decimal(annual)), WageStep(3, annual=Decimal(annual) + 10000)),
        "divisors": {2250: Decimal(1950), 2130: Decimal(1846)},
        "supplements": supplements,
        "gives_way": {"weekend": frozenset({"holiday"})},
        "resting": RESTING,
        "wages_citation": SOURCE,
    }
    return Tariff(**(values | changes))


MADE = made_tariff()
NEW = Employment(0, 2130)


def always(tariff):
    """The same numbers on every day."""
    return lambda day: tariff


def local(start, end):
    """A span between two local times."""
    return Span.of_local(datetime.fromisoformat(start), datetime.fromisoformat(end))
