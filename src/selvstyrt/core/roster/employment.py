"""Reading contracts and agreements from a file (arbeidsavtale og avtaler om arbeidstid)."""

from __future__ import annotations

from typing import Any

from selvstyrt.core.base.fields import YEARS_OF_LIFE, Node, day_of, refuse
from selvstyrt.core.worktime.values import Agreement, AgreementType, Contract, Regime

_CONTRACT = (
    *("regime", "tariff_bound", "weekly_limit_h", "agreed_weekly_h", "passive_work", "regular_night_worker"),
    *("night_special_strain", "sunday_work_justified", "night_work_justified", "weekly_limit_basis", "birth_date"),
    *("compulsory_school", "school_free_days", "light_work"),
)
_AGREEMENT = (
    *("type", "written", "period_weeks", "compensatory_rest", "min_daily_h", "min_weekly_h", "max_hours_24h"),
    *("individual_consent", "decision", "valid_from", "valid_to"),
)
_DEFAULT = Contract()
_FOR_EVER = (YEARS_OF_LIFE[0], 9999)


def read_contract(data: Any, path: str) -> Contract:
    """The contract in the vocabulary of the law cases; what is left out has the default of `Contract`.

    Raises: WrongInput.
    """
    node = Node(data, path, _CONTRACT)
    return Contract(
        regime=Regime(node.one_of("regime", tuple(Regime), _DEFAULT.regime.value)),
        tariff_bound=node.flag("tariff_bound", _DEFAULT.tariff_bound),
        weekly_limit_minutes=node.hours_as_minutes("weekly_limit_h", 168, _DEFAULT.weekly_limit_minutes),
        agreed_weekly_minutes=node.hours_as_minutes("agreed_weekly_h", 168, None),
        passive_work=node.flag("passive_work", _DEFAULT.passive_work),
        regular_night_worker=node.flag("regular_night_worker", _DEFAULT.regular_night_worker),
        night_special_strain=node.flag("night_special_strain", _DEFAULT.night_special_strain),
        sunday_work_justified=node.flag("sunday_work_justified", _DEFAULT.sunday_work_justified),
        night_work_justified=node.flag("night_work_justified", _DEFAULT.night_work_justified),
        weekly_limit_basis=node.text("weekly_limit_basis", _DEFAULT.weekly_limit_basis),
        birth_date=node.day("birth_date", None, YEARS_OF_LIFE),
        compulsory_school=node.flag("compulsory_school", _DEFAULT.compulsory_school),
        light_work=node.flag("light_work", _DEFAULT.light_work),
        school_free_days=frozenset(
            day_of(value, f"{node.at('school_free_days')}[{n}]")
            for n, value in enumerate(node.items("school_free_days"))
        ),
    )


def read_agreement(data: Any, path: str) -> Agreement:
    """One agreement or permission on record.

    Raises: WrongInput.
    """
    node = Node(data, path, _AGREEMENT)
    first, last = node.day("valid_from", None, YEARS_OF_LIFE), node.day("valid_to", None, _FOR_EVER)
    if first is not None and last is not None and last < first:
        raise refuse("ends_before_start", node.at("valid_to"), f"{last} is before {first}.", "Give a later last day.")
    return Agreement(
        type=AgreementType(node.one_of("type", tuple(AgreementType))),
        written=node.flag("written", True),
        period_weeks=node.whole("period_weeks", 1, 104, None),
        compensatory_rest=node.flag("compensatory_rest", False),
        min_daily_minutes=node.hours_as_minutes("min_daily_h", 24, None),
        min_weekly_minutes=node.hours_as_minutes("min_weekly_h", 168, None),
        max_24h_minutes=node.hours_as_minutes("max_hours_24h", 24, None),
        individual_consent=node.flag("individual_consent", False),
        decision=node.flag("decision", False),
        valid_from=first,
        valid_to=last,
    )
