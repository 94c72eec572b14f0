"""Tables of fees for the tests: each shape that municipalities use."""

from decimal import Decimal

from selvstyrt.core.base import Certainty, Citation
from selvstyrt.core.fees import Bracket, Charging, FeeTariff, GBasis, SelfCost

D = Decimal
PAGE = Citation("the municipality's page", "https://example.org/fees")


def fixed(*amounts, edges=(0, 2, 3, 4, 5), **terms):
    """A fixed amount a month in each bracket, with G 118 620 printed."""
    brackets = tuple(
        Bracket(D(edge), Charging.MONTHLY, D(amount)) for edge, amount in zip(edges, amounts, strict=False)
    )
    return FeeTariff("fixed", brackets, **({"g_basis": GBasis.FIXED, "fixed_g": D(118620), "citation": PAGE} | terms))


EXAMPLE = fixed(220, 868, 1400, 1900, 2495)


def one(charging, g=118620, **prices):
    """A table with a free bracket under 2 G and one bracket above it."""
    terms = {name: prices.pop(name) for name in tuple(prices) if name in FeeTariff.__dataclass_fields__}
    above = Bracket(D(2), charging, **prices)
    return FeeTariff("one", (Bracket(D(0), Charging.MONTHLY, D(0)), above), GBasis.FIXED, D(g), **terms)


FROSTA = FeeTariff(
    "Frosta",
    (
        Bracket(D(0), Charging.HOURLY, hourly=D(230), cap=D(230)),
        Bracket(D(2), Charging.HOURLY, hourly=D(424), cap=D(957)),
        Bracket(D(5), Charging.HOURLY, hourly=D(424), cap=D(4102)),
    ),
    GBasis.MAY_BEFORE,
    citation=PAGE,
)
GRANE = FeeTariff(
    "Grane",
    (
        Bracket(D(0), Charging.MONTHLY, monthly=D(220)),
        Bracket(D(2), Charging.MONTHLY, monthly=D(1131)),
    ),
    GBasis.CURRENT,
    self_cost=SelfCost(D(340)),
    citation=PAGE,
    certainty=Certainty.MEDIUM,
)
