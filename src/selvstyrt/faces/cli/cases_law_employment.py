"""Law cases about employment (arbeidsforhold): facts in, the core's answer out, in the words of the cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from selvstyrt.core import employment as work
from selvstyrt.core.base import DateRange, Ruling

Facts = Mapping[str, Any]
Rows = list[dict[str, Any]]
Handler = Callable[[Facts, Rows, date], Ruling | None]

_DAY = timedelta(days=1)


def _day(facts: Facts, name: str) -> date:
    return date.fromisoformat(facts[name])


def _maybe(facts: Facts, name: str) -> date | None:
    return None if facts.get(name) is None else _day(facts, name)


def _number(value: Any) -> Decimal:
    return Decimal(str(value))


def _whole(value: Decimal) -> Decimal | int:
    return value if value % 1 else int(value)


def _only(ruling: Ruling, *names: str) -> Ruling:
    """The ruling with these figures only."""
    return Ruling(ruling.breaches, {name: ruling.figures[name] for name in names}, ruling.steps)


def _contract(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    start = _day(facts, "start")
    terms = work.ContractTerms.at(start)
    hire_out = bool(facts.get("hire_out", False) or facts.get("agency", False))
    deadline = work.contract_deadline(start, facts.get("expected_duration_days"), terms, hire_out=hire_out)
    found = work.contract_in_time(start, _maybe(facts, "contract_signed"), deadline, day)
    if terms.contract_months is not None:
        return Ruling(found.breaches, {"compliant_under_old_rule": not found.breaches}, found.steps)
    return found


def _content(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    holds = {
        "temporary": bool(facts.get("temporary", False)),
        "agency": bool(facts.get("agency", False)),
        "probation": bool(facts.get("probation", False)),
        "special_arrangement": bool(facts.get("special_arrangement", False)),
        "tariff": bool(facts.get("tariff_bound", False)),
        "training": bool(facts.get("training_offered", False)),
        "social_benefits": bool(facts.get("social_benefits", True)),
    }
    found = work.contract_content(facts["present"], holds, work.ContractTerms.at(day))
    figures = {"missing_mandatory": found.missing, "conditional_not_applicable": found.not_applicable}
    broken = Ruling.of("AML-14-6", bool(found.missing))
    return Ruling(broken.breaches, figures, found.steps)


def _change(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    effective = _day(facts, "effective")
    by_law = bool(facts.get("change_by_law", False))
    return work.change_recorded(effective, _day(facts, "recorded"), work.ContractTerms.at(effective), by_law=by_law)


def _probation(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    terms = work.EndingTerms.at(day)
    permanent = facts.get("type", "permanent") == "permanent"
    if "absence_days" in facts:
        return _longer_probation(facts)
    wanted = _number(facts["probation_months"])
    earlier = next((facts[name] for name in facts if name.startswith(("earlier_", "previous_", "prior_"))), None)
    if isinstance(earlier, int | float) and not isinstance(earlier, bool):
        like_post = bool(facts.get("same_post", facts.get("like_post", True)))
        found = work.new_probation(_number(earlier), wanted, terms, like_post=like_post, permanent=permanent)
    else:
        duration = _number(facts["duration_months"]) if "duration_months" in facts else None
        found = work.probation_length(wanted, terms, temporary=not permanent, duration_months=duration)
    return Ruling(found.breaches, {"max_months": _whole(found.figures["max_months"])}, found.steps)


def _longer_probation(facts: Facts) -> Ruling:
    absence = facts["absence_days"]
    found = work.probation_extended(
        _maybe(facts, "probation_end"),
        absence,
        facts.get("extension_days", 0),
        told_at_hiring=bool(facts.get("told_at_hiring", False)),
        told_before_end=bool(facts.get("told_before_end", facts.get("told_before_expiry", False))),
        caused_by_employer=bool(facts.get("caused_by_employer", False)),
    )
    return _only(found, *(name for name in found.figures if found.figures[name] is not None))


def _notice(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    received = _day(facts, "received")
    terms = work.EndingTerms.at(received)
    if facts.get("probation"):
        found = work.probation_notice(received, terms)
        return Ruling(figures={"days": found.days, "last_day": found.last_day}, steps=found.steps)
    found = work.notice_period(
        received,
        terms,
        service_years=int(_number(facts.get("service_years", 0))),
        age=facts.get("age", 0),
        by_employer=facts.get("given_by") == "employer",
    )
    figures = {"months": found.months, "runs_from": found.runs_from, "last_day": found.last_day}
    return Ruling(figures=figures, steps=found.steps)


def _permanent(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    on = _maybe(facts, "today") or day
    return work.permanent_after_years(_day(facts, "start"), on, facts["basis"], work.TemporaryTerms.at(on))


def _ground(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    terms = work.TemporaryTerms.at(_maybe(facts, "signed") or day)
    return work.temporary_ground(facts.get("basis") or [], terms)


def _warning(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    terms = work.TemporaryTerms.at(day)
    return work.leaving_warning(_number(facts["employed_months"]), _maybe(facts, "warning"), _day(facts, "end"), terms)


def _actual_hours(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    terms = work.PartTimeTerms.at(day)
    if "claim" in facts:
        window = work.actual_hours_window(_day(facts, "claim"), terms)
        return Ruling(figures={"from": window.start, "to": (window.end or window.start) - _DAY})
    if "extra_from" in facts:
        agreed = "temporary contract" in facts["extra_from"] or "vikariat" in facts["extra_from"]
        source = work.ExtraWork.AGREED_TEMPORARY if agreed else work.ExtraWork.EXTRA_SHIFTS
        return work.counts_as_extra(source)
    extra = next((facts[name] for name in facts if name.startswith("extra_h")), None)
    full = next((facts[name] for name in facts if name.startswith("full_time")), None)
    if extra is None or full is None:
        return None
    found = work.actual_post(
        _number(facts["agreed_pct"]),
        int(_number(extra) * 60),
        int(_number(full) * 60),
        regular=bool(facts.get("regular", True)),
        need_gone=bool(facts.get("need_gone", False)),
    )
    return Ruling(figures={"pct": _whole(found.figures["percent"])}, steps=found.steps)


def _priority(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    unit = facts.get("unit_employees")
    return work.extra_shift_priority(
        work.PartTimeTerms.at(day),
        qualified=facts["part_timer_qualified"],
        significant_disadvantage=facts["significant_disadvantage"],
        given_to_other=facts["new_hire_or_agency"],
        in_unit=bool(facts.get("in_unit", unit is None)),
        unit_employees=unit,
    )


def _larger_post(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    return work.larger_post_priority(
        qualified=facts["part_timer_qualified"],
        significant_disadvantage=facts["significant_disadvantage"],
        given_to_other=facts["new_hire_or_agency"],
    )


def _predictable(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    asked = _day(facts, "asked")
    return work.predictable_terms(
        asked,
        _maybe(facts, "answered"),
        day,
        work.PartTimeTerms.at(asked),
        service_months=_number(facts["service_months"]),
        in_probation=bool(facts.get("probation", False)),
        asked_before=_maybe(facts, "asked_before"),
    )


def _part_time_reasons(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    terms = work.PartTimeTerms.at(day)
    documented, discussed = facts["documented"], facts["discussed"]
    return work.part_time_reasons(_number(facts["pct"]), terms, documented=documented, discussed=discussed)


def _certificate(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    if "sporadic" in facts:
        return work.certificate_required(
            sporadic=facts["sporadic"], alone_with_person=bool(facts.get("alone_with_user", True))
        )
    offered = _day(facts, "offer_date")
    return work.certificate_fresh(_day(facts, "certificate_date"), offered, work.CertificateTerms.at(offered))


def _told(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    return work.told_others(
        facts["information"],
        anonymous=bool(facts.get("anonymous", False)) or "anonym" in facts["information"],
        consent=bool(facts.get("consent", False)),
    )


def _spell(days: list[str]) -> DateRange:
    """An absence given as its days, or as its first and last day."""
    dates = [date.fromisoformat(text) for text in days]
    return DateRange(min(dates), max(dates) + _DAY)


def _self_certified(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    terms = work.SicknessTerms.at(day)
    months = _number(facts["employed_months"]) if "employed_months" in facts else None
    if "second_start" in facts:
        start = _day(facts, "second_start")
        found = work.self_certification(
            DateRange(start, start + _DAY), terms, employed_months=months, earlier=(_spell(facts["first"]),)
        )
        return Ruling(figures={"days_left": found.days_left}, steps=found.steps)
    if "absent" in facts:
        found = work.self_certification(_spell(facts["absent"]), terms, employed_months=months)
        figures = {"self_cert_days": found.days_used, "doctor_required_from": found.doctor_from}
        return Ruling(figures={name: value for name, value in figures.items() if value is not None}, steps=found.steps)
    if rows:
        starts = [datetime.fromisoformat(row["start"]).date() for row in rows]
        days = work.days_of_shifts(starts)
        absence = DateRange(min(starts), max(starts) + _DAY)
        found = work.self_certification(absence, terms, employed_months=months, days=days)
        return Ruling(figures={"self_cert_days": found.days_used}, steps=found.steps)
    found = work.self_certification(DateRange(day, day + _DAY), terms, employed_months=months)
    return Ruling(figures={"self_cert_allowed": found.allowed}, steps=found.steps)


def _employer_period(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    terms = work.SicknessTerms.at(day)
    if "second_start" in facts:
        found = work.employer_period(_day(facts, "second_start"), terms, earlier=(_spell(facts["first"]),))
        return Ruling(figures={"days_left": found.days_left}, steps=found.steps)
    found = work.employer_period(_day(facts, "first_full_day"), terms)
    return Ruling(figures={"employer_period_end": found.end, "nav_from": found.nav_from}, steps=found.steps)


def _holiday_pay(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    terms = work.HolidayPayTerms.at(facts.get("holiday_year", day.year))
    found = work.holiday_pay(
        _number(facts["basis"]),
        facts["age_in_holiday_year"],
        terms,
        fifth_week=bool(facts.get("fifth_week_agreed", False)),
    )
    return Ruling(figures={"pct": found.percent, "amount": found.amount}, steps=found.steps)


def _main_holiday(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    first, last = (date.fromisoformat(text) for text in facts["period"])
    terms = work.HolidayTerms.at(first)
    return work.main_holiday(first, last, facts["days"], terms, employed_from=_maybe(facts, "employed_from"))


def _carried(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    terms = work.HolidayTerms.at(day)
    written = bool(facts.get("written", False))
    if "advance_days" in facts:
        return work.taken_in_advance(facts["advance_days"], terms, written=written)
    return work.carried_over(facts["carry_days"], terms, written=written)


def _holiday_told(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    special = bool(facts.get("special_reasons", False))
    start = _day(facts, "start")
    return work.holiday_told(_day(facts, "told"), start, work.HolidayTerms.at(start), special_reasons=special)


def _first_year(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    start = _day(facts, "start")
    taken = int(facts.get("taken_elsewhere", 0))
    return work.holiday_in_first_year(start, work.HolidayTerms.at(start), taken_elsewhere=taken)


def _child_days(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    chronic = bool(facts.get("chronic", False) or facts.get("chronically_ill", False))
    return work.child_sick_days(facts["children"], work.LeaveTerms.at(day), alone=facts["alone"], chronic=chronic)


def _close_care(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    terms = work.LeaveTerms.at(day)
    relation = facts["relation"]
    if relation in {item.value for item in work.Relation}:
        return work.close_care(work.Relation(relation), terms)
    return work.end_of_life_care(terms)


EMPLOYMENT: dict[str, Handler] = {
    "AML-12-9": _child_days,
    "AML-12-10": _close_care,
    "AML-14-1B": _part_time_reasons,
    "AML-14-3": _priority,
    "AML-14-3-1": _larger_post,
    "AML-14-3-2": _priority,
    "AML-14-4A": _actual_hours,
    "AML-14-5": _contract,
    "AML-14-6": _content,
    "AML-14-8": _change,
    "AML-14-8A": _predictable,
    "AML-14-9-2": _ground,
    "AML-14-9-5": _warning,
    "AML-14-9-7": _permanent,
    "AML-15-3": _notice,
    "AML-15-6": _probation,
    "FER-5-1": lambda facts, _, day: work.working_days(_day(facts, "from"), _day(facts, "to")),
    "FER-5-2": lambda facts, _, day: work.extra_holiday(
        _day(facts, "birth_date"), facts["holiday_year"], work.HolidayTerms.at(day)
    ),
    "FER-5-3": _first_year,
    "FER-5-4": lambda facts, _, day: work.sunday_choice(
        _day(facts, "from"), _day(facts, "to"), work.HolidayTerms.at(day)
    ),
    "FER-6-2": _holiday_told,
    "FER-7-1": _main_holiday,
    "FER-7-3": _carried,
    "FER-10-2": _holiday_pay,
    "FER-10-3": _holiday_pay,
    "TAR-FER-12": _holiday_pay,
    "FTRL-8-18": lambda facts, _, day: work.employer_pays(facts["employed_days"], work.SicknessTerms.at(day)),
    "FTRL-8-19": _employer_period,
    "FTRL-8-24": _self_certified,
    "FTRL-8-27": lambda facts, _, day: work.self_certification_withdrawn(
        facts["self_cert_absences_12m"], work.SicknessTerms.at(day)
    ),
    "HOME-2": lambda facts, _, day: work.home_contract_in_time(
        _day(facts, "start"), _maybe(facts, "contract_signed"), day
    ),
    "HOL-5-4": _certificate,
    "HOL-12-1": _told,
    "TRS-18": lambda facts, _, day: work.religious_days(
        _day(facts, "asked"), _day(facts, "day"), work.ReligiousLeaveTerms.at(_day(facts, "day"))
    ),
}
