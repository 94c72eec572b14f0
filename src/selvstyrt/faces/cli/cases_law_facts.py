"""Law cases that give facts instead of a roster (faktaeksempler): each rule's facts to the core, its ruling back.

Which question is asked shows in the case's rule; which form it takes shows in the facts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from selvstyrt.core.base import Breach, Finding, NoAnswer, Ruling
from selvstyrt.core.law import holidays
from selvstyrt.core.worktime import Limits, check, duties, regimes, weekly_limit
from selvstyrt.faces.cli.cases_law_absence import ABSENCE
from selvstyrt.faces.cli.cases_law_contract import CONTRACT
from selvstyrt.faces.cli.cases_law_eligibility import ELIGIBILITY
from selvstyrt.faces.cli.cases_law_employment import EMPLOYMENT
from selvstyrt.faces.cli.cases_law_home import HOME
from selvstyrt.faces.cli.cases_law_reading import day_of, lacking, maybe_day, maybe_flag, whole_of
from selvstyrt.faces.cli.cases_law_tariff import TARIFF
from selvstyrt.faces.cli.cases_law_worktime import WORKTIME
from selvstyrt.faces.cli.law_input import assessed_of, youth_birth_date

Answer = dict[str, Any]
Facts = Mapping[str, Any]
Rows = list[dict[str, Any]]
Handler = Callable[[Facts, Rows, date], Ruling | None]

_STRETCH_RULES = {"AVL-6", "AVL-8", "AVL-9"}
_LOCAL_OVERTIME = "overtime_union_local"


def answers(rule: str) -> bool:
    """True when fact cases about the rule are answered."""
    return rule in _HANDLERS


def answer_facts(rule: str, facts: Facts, shifts: Rows, day: date) -> Answer:
    """The answer to a fact case; `unsupported` where no rule covers these facts."""
    handler = _HANDLERS.get(rule)
    try:
        ruling = handler(facts, shifts, day) if handler else None
    except NoAnswer as error:
        return {"unsupported": f"{rule}: {error}"}
    if ruling is None:
        return {"unsupported": f"no rule in the core answers these facts about {rule}"}
    return {
        "violations": [{"rule": breach.rule, "severity": breach.severity.value} for breach in ruling.breaches],
        "result": {_key(name): _plain(name, value) for name, value in ruling.figures.items()},
        "compliant": ruling.compliant,
    }


def _key(name: str) -> str:
    if name.startswith("limit_") and name.endswith(("_24h_minutes", "_week_minutes")):
        return name.replace("_minutes", "").replace("limit_", "limit_h_")
    return name.removesuffix("_minutes") + "_h" if name.endswith("_minutes") else name


def _plain(name: str, value: Any) -> Any:
    """Dates as text, minutes as hours, exact numbers as JSON numbers."""
    if isinstance(value, bool | str):
        return value
    if isinstance(value, tuple):
        return [_plain(name, each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    if name.endswith("_minutes"):
        value = (Decimal(value) / 60).quantize(Decimal("0.01"))
    if isinstance(value, Decimal):
        return float(value)
    return value


def _number(value: Any) -> Decimal:
    return Decimal(str(value))


def _fraction(value: Any) -> Fraction:
    return Fraction(str(value))


def _minute_of_day(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def _three_part(facts: Facts, shifts: Rows, day: date) -> Ruling | None:
    if "hours_total" not in facts:
        return None
    return weekly_limit.three_part_rota(
        _fraction(facts["hours_total"]),
        _fraction(facts.get("hours_sunday_holiday", 0)),
        _fraction(facts.get("hours_night", 0)),
        bool(facts.get("every_third_sunday", False)),
        day,
        day_and_evening=None if facts.get("hours_day_evening") is None else _fraction(facts["hours_day_evening"]),
    )


def _shorter_week(facts: Facts, shifts: Rows, day: date) -> Ruling | None:
    if "sundays_total" in facts:
        return weekly_limit.sunday_frequency(facts["sundays_total"], facts["sundays_worked"], day)
    if "hours_night" in facts:
        return weekly_limit.mainly_night(_fraction(facts["hours_total"]), _fraction(facts["hours_night"]), day)
    return None


def _overtime(facts: Facts, shifts: Rows, day: date) -> Ruling | None:
    local = facts.get("agreement") == _LOCAL_OVERTIME
    limits = Limits.at(day)
    if "overtime_h_by_week" in facts:
        hours = [_number(value) for value in facts["overtime_h_by_week"]]
        return duties.overtime_sums(hours, limits, local_agreement=local)
    if "sum_52w_h" in facts:
        return duties.overtime_year(_number(facts["sum_52w_h"]), limits, local_agreement=local)
    return None


def _plan(facts: Facts, shifts: Rows, day: date) -> Ruling | None:
    if "discussed" in facts:
        discussed, start = date.fromisoformat(facts["discussed"]), date.fromisoformat(facts["plan_start"])
        return duties.plan_discussed(discussed, start, day, home=facts.get("regime") == "HOME")
    if "notice_days" in facts:
        clause = bool(facts.get("contract_has_change_clause", False))
        return duties.shift_moved(facts["notice_days"], bool(facts.get("employee_consents", False)), clause, day)
    return None


def _union(facts: Facts, shifts: Rows, day: date) -> Ruling | None:
    if "avg_total_week_1y_h" in facts:
        average = _number(facts["avg_total_week_1y_h"])
        return duties.union_year(average, bool(facts.get("individual_consent", False)), Limits.at(day))
    rest = maybe_flag(facts, "compensatory_rest", "compensatory_rest_given", "compensatory_rest_agreed")
    return None if rest is None else duties.union_rest(rest)


def _night_window(facts: Facts, shifts: Rows, day: date) -> Ruling | None:
    start, end = facts["window"].split("-")
    return duties.night_window(_minute_of_day(start), _minute_of_day(end), bool(facts["tariff_bound"]), day)


def _standby(facts: Facts, shifts: Rows, day: date) -> Ruling | None:
    standby, calls = _fraction(facts["standby_h"]), _fraction(facts.get("callout_h", 0))
    return duties.standby_counted(standby, calls, _fraction(facts.get("factor", "1/7")), day)


def _regime(facts: Facts, shifts: Rows, day: date) -> Ruling | None:
    if facts.get("scheme") == "medlever":
        return regimes.live_in_scheme(facts["service"])
    same = maybe_flag(facts, "same_employer", "one_employer")
    if same is not None:
        age = int(facts["age"]) if "age" in facts else None
        return regimes.hours_added_up(same_employer=same, age=age, day=day)
    if "employer" not in facts:
        return None
    respite = facts.get("service") in {"avlastning", "respite"}
    employer = _employer(str(facts["employer"]).lower())
    return regimes.regime_of(employer, _home_hours(facts), day, respite=respite)


# Words of the cases for the kinds of employer that the core knows, the more special first.
_EMPLOYERS = (
    (("municip", "kommune"), "municipality"),
    (("user_company", "user_as", "own_company", "users_company", "user_business"), "user_company"),
    (("user", "person"), regimes.PRIVATE_PERSON),
    (("coop", "co_op", "co-op", "uloba", "samvirke"), "cooperative"),
    (("non_profit", "nonprofit", "non-profit", "foundation", "ideell"), "non_profit"),
    (("provider", "company", "firm", "supplier", "private"), "private_provider"),
)


def _employer(text: str) -> str:
    """The kind of employer that a word means; the word itself where none is known, which the core refuses."""
    return next((kind for words, kind in _EMPLOYERS if any(word in text for word in words)), text)


def _home_hours(facts: Facts) -> Decimal | None:
    """Weekly hours of work in a private home: outside only when agreed and actual hours are both short."""
    names = ("avg_weekly_h_4w", "avg_weekly_h", "agreed_weekly_h", "actual_weekly_h", "weekly_h")
    given = [_number(facts[name]) for name in names if facts.get(name) is not None]
    return max(given) if given else None


def _home_scope(facts: Facts, shifts: Rows, day: date) -> Ruling | None:
    hours = _home_hours(facts)
    if hours is None:
        raise lacking("avg_weekly_h_4w")
    return regimes.home_scope(hours, day)


def _holidays(facts: Facts, shifts: Rows, day: date) -> Ruling | None:
    """A day: whether it is a public holiday. A year: the church day that shares its day with another, else them all."""
    on = maybe_day(facts, "date", "day")
    if on is not None:
        return Ruling(figures={"public_holiday": holidays.is_public_holiday(on)})
    found = holidays.public_holidays(whole_of(facts, "year"))
    shared = {_CHURCH_NAMES[name]: on for on, names in found.items() if len(names) > 1 for name in names[:1]}
    moveable = {_CHURCH_NAMES[name]: on for on, names in found.items() for name in names if name in _CHURCH_NAMES}
    return Ruling(figures={**(shared or moveable), "distinct_days": len(found)})


def _may_window(facts: Facts, shifts: Rows, day: date) -> Ruling | None:
    """When work must stop before 1 or 17 May, and when it may begin again."""
    on = day_of(facts, "date", "day")
    (start_day, start), (end_day, end) = holidays.window_start(on), holidays.window_end(on)
    figures = {
        "equal_to_sunday": holidays.is_red_day(on),
        "from": f"{start_day} {start // 60:02d}:{start % 60:02d}",
        "to": f"{end_day} {end // 60:02d}:{end % 60:02d}",
    }
    return Ruling(figures=figures)


_CHURCH_NAMES = {
    "maundy_thursday": "skjaertorsdag",
    "good_friday": "langfredag",
    "easter_sunday": "forste_paskedag",
    "easter_monday": "andre_paskedag",
    "ascension_day": "kristi_himmelfartsdag",
    "whit_sunday": "forste_pinsedag",
    "whit_monday": "andre_pinsedag",
}


def _findings(facts: Facts, shifts: Rows, day: date) -> list[Finding]:
    """Findings of a case that gives an age or a respite agreement beside its shifts."""
    contract: Answer = {
        "regime": facts.get("regime", "AML"),
        "compulsory_school": facts.get("compulsory_school", False),
    }
    if "age" in facts:
        contract["birth_date"] = youth_birth_date(facts["age"], day)
    contract["night_work_justified"] = facts.get("night_work_justified", True)
    agreements = [{"type": "respite_individual", "written": True}] if facts.get("written_agreement") else []
    given = {"contract": contract, "agreements": agreements, "shifts": shifts}
    found = check(assessed_of(given, valid_on=day, case_convention=True), Limits.at(day))
    return [each for each in found if each.rule != "AML-11-1"]  # the cases ask how long, not whether, they may work


def _ruling(findings: list[Finding], **figures: Any) -> Ruling:
    return Ruling(tuple(Breach(each.rule, each.severity) for each in findings), figures)


def _youth(facts: Facts, shifts: Rows, day: date) -> Ruling | None:
    """Hours, nights, breaks and rests under 18, with the limit that applies."""
    limits = Limits.at(day).youth
    child = facts["age"] < limits.youth_child_age or facts.get("compulsory_school", False)
    if not shifts and "longest_rest_h_in_7d" in facts:
        short = _number(facts["longest_rest_h_in_7d"]) * 60 < limits.youth_weekly_rest
        return Ruling.of("AML-11-5-3", short, limit_minutes=limits.youth_weekly_rest)
    found = _findings(facts, shifts, day)
    school_day = facts.get("school_day", True)
    hours = limits.youth_daily
    figures: Answer = {}
    if child:
        hours = limits.youth_school_day if school_day else limits.youth_free_day
        figures["limit_week_minutes"] = limits.youth_school_week if school_day else limits.youth_free_week
    return _ruling(found, limit_24h_minutes=hours, **figures)


def _youth_night(facts: Facts, shifts: Rows, day: date) -> Ruling | None:
    found = _findings(facts, shifts, day)
    return _ruling(found, lawful=not found)


def _youth_rest(facts: Facts, shifts: Rows, day: date) -> Ruling | None:
    limits = Limits.at(day).youth
    need = limits.youth_child_daily_rest if facts["age"] < limits.youth_child_age else limits.youth_daily_rest
    given = assessed_of({"shifts": shifts}, valid_on=day).shifts
    if len(given) != 2:
        return None
    rest = (given[1].span.start - given[0].span.end) // timedelta(minutes=1)
    return _ruling(_findings(facts, shifts, day), rest_minutes=rest, limit_minutes=need)


def _youth_break(facts: Facts, shifts: Rows, day: date) -> Ruling | None:
    return _ruling(_findings(facts, shifts, day), break_required_min=Limits.at(day).youth.youth_break_minutes)


def _respite_stretch(facts: Facts, shifts: Rows, day: date) -> Ruling | None:
    """A stretch of respite, as shifts or as its length, between the free time before and after."""
    limits = Limits.at(day).respite
    if limits is None:
        return None
    if shifts:
        span = assessed_of({"shifts": shifts}, valid_on=day).shifts[0].span
        figures: Answer = {"continuous_minutes": span.minutes, "limit_minutes": limits.stretch}
        return _ruling([each for each in _findings(facts, shifts, day) if each.rule in _STRETCH_RULES], **figures)
    length, before, after = (
        int(_number(facts[name]) * 60) for name in ("continuous_h", "rest_before_h", "rest_after_h")
    )
    rows = _beside(length, before, after, day)
    found = [each for each in _findings(facts, rows, day) if each.rule in _STRETCH_RULES]
    if length > limits.free_both_sides_over:
        return _ruling(found, required=f"{limits.free_minimum // 60} h before and after")
    if length > limits.free_one_side_over:
        return _ruling(found, required=f"{limits.free_minimum // 60} h before or after")
    return _ruling(found, required="none")


def _beside(length: int, before: int, after: int, day: date) -> Rows:
    """Three rows: work that ends before the stretch, the stretch, and work that begins after it."""
    noon = datetime.combine(day, time(12), tzinfo=UTC)

    def row(start: int, end: int) -> dict[str, Any]:
        return {
            "start": (noon + timedelta(minutes=start)).isoformat(),
            "end": (noon + timedelta(minutes=end)).isoformat(),
            "break_min": 30,
        }

    return [row(-before - 60, -before), row(0, length), row(length + after, length + after + 60)]


def _respite_weeks(facts: Facts, shifts: Rows, day: date) -> Ruling | None:
    limits = Limits.at(day).respite
    if limits is None or "week_h" not in facts:
        return None
    return duties.respite_weeks([_number(value) for value in facts["week_h"]], limits)


_HANDLERS: dict[str, Handler] = {
    **ELIGIBILITY,
    **CONTRACT,
    **EMPLOYMENT,
    **ABSENCE,
    **HOME,
    **TARIFF,
    **WORKTIME,
    "AML-10-4-6": _three_part,
    "AML-10-4-4": _shorter_week,
    "AML-10-4-3": _standby,
    "AML-10-5-1": lambda facts, _, day: duties.averaging_agreed(bool(facts["written"])),
    "AML-10-6-1": lambda facts, _, day: duties.extra_work(facts["extra_every_week"], facts["time_limited"]),
    "AML-10-6-4-4W": _overtime,
    "AML-10-6-4-52W": _overtime,
    "AML-10-6-5-4W": _overtime,
    "AML-10-6-5-52W": _overtime,
    "AML-10-6-7": lambda facts, _, day: duties.overtime_consent(
        _number(facts["overtime_h_week"]), facts["individual_consent"], Limits.at(day)
    ),
    "AML-10-6-10": lambda facts, _, day: duties.excused_from_overtime(facts["reason"]),
    "AML-10-6-11": lambda facts, _, day: duties.overtime_supplement(_number(facts["overtime_supplement_pct"]), day),
    "AML-10-6-12": lambda facts, _, day: duties.time_off_for_overtime(
        facts["written_time_off_agreement"], _number(facts["supplement_paid_pct"]), day
    ),
    "AML-10-7": lambda facts, _, day: duties.hours_recorded(facts["record_exists"]),
    "AML-10-3": _plan,
    "HOME-17A": _plan,
    "AML-10-11-1": _night_window,
    "AML-10-11-8": lambda facts, _, day: duties.night_health_check(
        facts["mainly_night"], facts["health_check_offered"]
    ),
    "AML-10-12-3": lambda facts, _, day: duties.emergency(
        facts["unforeseen"], facts["danger_to_life"], facts["compensatory_rest"]
    ),
    "AML-10-12-4": _union,
    "AML-10-12-5": lambda facts, _, day: duties.applied_to_all(facts["majority_bound"]),
    "AML-11-2-2": _youth,
    "AML-11-2-3": _youth,
    "AML-11-3": _youth_night,
    "AML-11-3-1": _youth_night,
    "AML-11-3-2": _youth_night,
    "AML-11-5-1": _youth_break,
    "AML-11-5-2": _youth_rest,
    "AML-11-5-3": _youth,
    "AVL-4": _respite_weeks,
    "AVL-6": _respite_stretch,
    "AVL-8": _respite_stretch,
    "AVL-9": _respite_stretch,
    "HEL-2": _holidays,
    "HOME-1": _home_scope,
    "REG": _regime,
    "REG-HOME-SCOPE": _home_scope,
    "REG-HOME": _regime,
    "REG-AML": _regime,
    "REG-AVL": _regime,
    "REG-MEDLEVER": _regime,
    "MAI-1": _may_window,
    "MAI-2": _may_window,
}
