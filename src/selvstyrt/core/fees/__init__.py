"""The user's own share (egenandel): income in G, a municipality's table, the ceilings of state and cost."""

from selvstyrt.core.fees.basic_amount import GAmount, GBasis, g_amount
from selvstyrt.core.fees.curve import FeeStretch, fee_curve
from selvstyrt.core.fees.help import HelpKind, HelpRule, chargeable_minutes, help_rules
from selvstyrt.core.fees.income import Household
from selvstyrt.core.fees.monthly import (
    DecidedBy,
    FeeAnswer,
    MonthOfHelp,
    monthly_fee,
    state_ceiling,
    state_ceiling_below,
    tariff_g,
    yearly_fee,
)
from selvstyrt.core.fees.reading import BRACKET_KEYS, TARIFF_KEYS, read_household, read_month, read_tariff
from selvstyrt.core.fees.self_cost import SelfCost, nearest_half_hour
from selvstyrt.core.fees.tariff import Bracket, Charging, EdgeOwner, FeeTariff, PartMonths

__all__ = [
    "BRACKET_KEYS",
    "TARIFF_KEYS",
    "Bracket",
    "Charging",
    "DecidedBy",
    "EdgeOwner",
    "FeeAnswer",
    "FeeStretch",
    "FeeTariff",
    "GAmount",
    "GBasis",
    "HelpKind",
    "HelpRule",
    "Household",
    "MonthOfHelp",
    "PartMonths",
    "SelfCost",
    "chargeable_minutes",
    "fee_curve",
    "g_amount",
    "help_rules",
    "monthly_fee",
    "nearest_half_hour",
    "read_household",
    "read_month",
    "read_tariff",
    "state_ceiling",
    "state_ceiling_below",
    "tariff_g",
    "yearly_fee",
]
