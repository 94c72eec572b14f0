"""Addresses and forms of the scheme area for the matrix and the tests of its pages."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from selvstyrt.apps.plans.availability import add_absence, add_wish
from selvstyrt.apps.plans.curves import LineInput, add_curve_line
from selvstyrt.apps.plans.needs import DateInput, PatternInput, add_dates, add_pattern
from selvstyrt.apps.schemes.models import WorkTimeAgreement
from selvstyrt.core.base import Span
from tests.cast import NOW, PASSWORD, Cast

Kwargs = dict[str, Any]


def in_scheme(cast: Cast) -> Kwargs:
    return {"scheme_uid": cast.scheme.uid}


def of_decision(cast: Cast) -> Kwargs:
    return {**in_scheme(cast), "decision_uid": cast.decision.uid}


def to_correct(cast: Cast) -> Kwargs:
    return {**in_scheme(cast), "corrects": cast.decision.uid}


def of_amal(cast: Cast) -> Kwargs:
    return {**in_scheme(cast), "assignment_uid": cast.amal_assignment.uid}


def agreement_of_amal(cast: Cast) -> Kwargs:
    agreement = WorkTimeAgreement.objects.filter(assignment=cast.amal_assignment).order_by("pk").first()
    assert agreement is not None
    return {**of_amal(cast), "agreement_uid": agreement.uid}


def role_of_ola(cast: Cast) -> Kwargs:
    return {**in_scheme(cast), "person_uid": cast.ola.uid, "role": "co_leader"}


def add_day_pattern(cast: Cast) -> UUID:
    days = frozenset({0, 1, 2, 3, 4})
    pattern = PatternInput("Dag", "day", days, time(7), time(15), date(2026, 1, 1))
    return add_pattern(scheme_uid=cast.scheme.uid, pattern=pattern, by=cast.actor(cast.kari), now=NOW)


def of_pattern(cast: Cast) -> Kwargs:
    return {**in_scheme(cast), "pattern_uid": add_day_pattern(cast)}


def add_curve(cast: Cast) -> UUID:
    """The day of a work leader; gives the first line."""
    day = frozenset(range(7))
    lines = (
        LineInput("Opp og stell", day, time(7), time(8), 2),
        LineInput("Skole", frozenset(range(5)), time(8), time(8, 45)),
        LineInput("Ettermiddag", day, time(15), time(22, 30)),
        LineInput("Natt", day, time(22, 30), time(7), is_resting=True),
    )
    made = [add_curve_line(scheme_uid=cast.scheme.uid, line=line, by=cast.actor(cast.kari), now=NOW) for line in lines]
    return made[0]


def with_curve(cast: Cast) -> Kwargs:
    add_curve(cast)
    return in_scheme(cast)


def of_curve_line(cast: Cast) -> Kwargs:
    return {**in_scheme(cast), "line_uid": add_curve(cast)}


def curve_line_typed(cast: Cast) -> dict[str, Any]:
    return {
        "name": "Kveld",
        "weekdays": ["0", "1"],
        "starts_at": "18",
        "ends_at": "22:30",
        "assistants": "1",
        "duty": "active",
        "priority": "2",
    }


def of_dates(cast: Cast) -> Kwargs:
    dates = DateInput("Julaften", False, date(2026, 12, 24), date(2026, 12, 24))
    uid = add_dates(scheme_uid=cast.scheme.uid, dates=dates, by=cast.actor(cast.kari), now=NOW)
    return {**in_scheme(cast), "date_uid": uid}


def some_days() -> Span:
    return Span(datetime(2027, 1, 5, tzinfo=UTC), datetime(2027, 1, 9, tzinfo=UTC))


def absence_of_amal(cast: Cast) -> Kwargs:
    uid = add_absence(person_uid=cast.amal.uid, kind="busy", span=some_days(), by=cast.actor(cast.amal), now=NOW)
    return {**of_amal(cast), "kind": "fravaer", "item_uid": uid}


def own_wish(cast: Cast) -> Kwargs:
    uid = add_wish(person_uid=cast.amal.uid, span=some_days(), weight=3, by=cast.actor(cast.amal), now=NOW)
    return {"kind": "onske", "item_uid": uid}


def decision_typed(cast: Cast) -> dict[str, str]:
    return {"issued_on": "20.04.2026", "first_day": "06.05.2026", "practical": "40"}


def hire_typed(cast: Cast) -> dict[str, str]:
    return {
        "name": "Siv",
        "email": "siv@example.test",
        "language": "nb",
        "first_day": "01.12.2026",
        "share": "50",
        "full_time_minutes": "35,5",
    }


def skill_typed(cast: Cast) -> dict[str, str]:
    return {"skill": "kjører bil"}


def last_day_typed(cast: Cast) -> dict[str, str]:
    return {"last_day": "31.12.2026"}


def agreement_typed(cast: Cast) -> dict[str, str]:
    return {"type": "averaging_union_local", "signed_on": "1.12.2026", "first_day": "1.12.2026", "period_weeks": "26"}


def absence_typed(cast: Cast) -> dict[str, str]:
    return {"kind": "leave", "first_day": "05.01.2027", "last_day": "09.01.2027"}


def weekly_typed(cast: Cast) -> dict[str, str]:
    return {"weekday": "1", "starts_at": "9", "ends_at": "12", "first_day": "01.12.2026"}


def wish_typed(cast: Cast) -> dict[str, str]:
    return {"weight": "-2", "first_day": "05.01.2027"}


def pattern_typed(cast: Cast) -> dict[str, Any]:
    return {
        "name": "Morgen",
        "type": "day",
        "weekdays": ["0", "1"],
        "starts_at": "7",
        "ends_at": "15",
        "assistants": "1",
        "priority": "2",
        "every_weeks": "1",
        "first_day": "04.01.2027",
    }


def dates_typed(cast: Cast) -> dict[str, str]:
    return {"change": "cancel", "name": "Julaften", "first_day": "24.12.2026", "assistants": "1"}


def role_typed(cast: Cast) -> dict[str, str]:
    return {"name": "Per", "email": "per@example.test", "role": "co_leader", "first_day": "01.12.2026"}


def terms_typed(cast: Cast) -> dict[str, str]:
    return {"weekly_minutes": "20", "full_time_minutes": "35,5"}


def details_typed(cast: Cast) -> dict[str, str]:
    return {"name": "Nytt Navn", "phone": "900 00 000", "language": "nn"}


def address_typed(cast: Cast) -> dict[str, str]:
    return {"email": "ny@example.test", "password": PASSWORD}


def language_typed(cast: Cast) -> dict[str, str]:
    return {"language": "nn", "next": "/"}


def opening_typed(cast: Cast) -> dict[str, str]:
    return {
        "name": "Bakkekroken",
        "leader_name": "Eva",
        "email": "eva@example.test",
        "language": "nb",
        "municipality": str(cast.municipality.uid),
        "reference": "2026/77",
        "supplier": str(cast.supplier.uid),
        "started_on": "01.01.2027",
    }


def supplier_typed(cast: Cast) -> dict[str, str]:
    return {"supplier": str(cast.other_supplier.uid), "first_day": "01.01.2027"}


def policy_typed(cast: Cast) -> dict[str, str]:
    return {
        "first_day": "01.01.2027",
        "passive_minutes": "20",
        "training": "on",
        "overspend": "block_publish",
        "carry_over": "cap",
        "carry_over_cap": "40",
        "source": "Retningslinjer for BPA, punkt 4",
    }
