"""Law cases about absence (fravær): holiday, sickness and leave; facts in, the core's answer out."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from selvstyrt.core import employment as work
from selvstyrt.core.base import DateRange, Ruling, Span, months_after
from selvstyrt.faces.cli.cases_law_reading import (
    DAY,
    Facts,
    Handler,
    Rows,
    day_of,
    exact,
    find,
    flag_of,
    has,
    lacking,
    maybe_day,
    maybe_flag,
    maybe_number,
    number_of,
    range_of,
    spell_of,
    whole_of,
)

_NOTE = ("doctors_note", "note", "doctor_note")
_NEW = ("second_start", "new_start", "start", "second_from")
_EARLIER = ("first", "earlier", "first_period", "earlier_absence", "used")


def _employed_months(facts: Facts, on: date) -> Decimal | None:
    begun = maybe_day(facts, "employed_from", "employed_since", "hired")
    if begun is not None:
        whole = next(count for count in range(1200) if months_after(begun, count + 1) > on)
        return Decimal(whole)
    months = maybe_number(facts, "employed_months", "service_months")
    weeks, days = maybe_number(facts, "employed_weeks"), maybe_number(facts, "employed_days")
    if months is None and (weeks is not None or days is not None):
        return (weeks * 7 if weeks is not None else days or Decimal(0)) * 12 / Decimal("365.25")
    return months


def _employed_days(facts: Facts) -> int:
    weeks = maybe_number(facts, "employed_weeks", "service_weeks")
    return int(weeks * 7) if weeks is not None else whole_of(facts, "employed_days", "service_days")


def _earlier(facts: Facts) -> tuple[DateRange, ...]:
    """Absences before the one that is asked about, as one pair of days or several."""
    found = find(facts, *_EARLIER)
    if found is None:
        return ()
    return (spell_of(found),) if isinstance(found[0], str) else tuple(spell_of(each) for each in found)


def _self_certified(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    terms = work.SicknessTerms.at(day)
    fell_ill = find(facts, "absent", "absence", "days")
    months = _employed_months(facts, spell_of(fell_ill).start if fell_ill else maybe_day(facts, *_NEW) or day)
    if has(facts, *_EARLIER):
        start = day_of(facts, *_NEW)
        new = DateRange(start, start + DAY)
        found = work.self_certification(new, terms, employed_months=months, earlier=_earlier(facts))
        return Ruling(figures={"days_left": found.days_left}, steps=found.steps)
    if has(facts, "absent", "absence", "days"):
        absence = spell_of(find(facts, "absent", "absence", "days"))
        found = work.self_certification(absence, terms, employed_months=months)
        figures = {"self_cert_days": found.days_used, "doctor_required_from": found.doctor_from}
        return Ruling(figures={name: value for name, value in figures.items() if value is not None}, steps=found.steps)
    if rows:
        starts = [datetime.fromisoformat(row["start"]).date() for row in rows]
        count = work.days_of_shifts(starts)
        absence = DateRange(min(starts), max(starts) + DAY)
        found = work.self_certification(absence, terms, employed_months=months, days=count)
        return Ruling(figures={"self_cert_days": found.days_used}, steps=found.steps)
    if months is None:
        raise lacking("employed_months", "absent")
    found = work.self_certification(DateRange(day, day + DAY), terms, employed_months=months)
    return Ruling(figures={"self_cert_allowed": found.allowed}, steps=found.steps)


def _employer_period(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    terms = work.SicknessTerms.at(day)
    if has(facts, *_EARLIER):
        found = work.employer_period(day_of(facts, *_NEW), terms, earlier=_earlier(facts))
        return Ruling(figures={"days_left": found.days_left}, steps=found.steps)
    used = maybe_number(facts, "days_used", "used_days")
    if used is not None:
        return Ruling(figures={"days_left": max(terms.employer_period_days - int(used), 0)})
    found = work.employer_period(day_of(facts, "first_full_day", "first_whole_day", "sick_from", "start"), terms)
    return Ruling(figures={"employer_period_end": found.end, "nav_from": found.nav_from}, steps=found.steps)


def _employer_pays(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    terms = work.SicknessTerms.at(day)
    spells = find(facts, "employments")
    if spells is not None:
        days = work.service_days([spell_of(each) for each in spells], day_of(facts, "sick_from", "start"), terms)
    else:
        days = _employed_days(facts)
    return work.employer_pays(
        days,
        terms,
        reported_first_day=flag_of(facts, "reported_first_day", "told_first_day", otherwise=True),
        work_was_planned=flag_of(facts, "work_was_planned", "would_have_worked", otherwise=True),
    )


def _refused(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    return work.self_certification_refused(
        return_impossible=flag_of(facts, "return_impossible", "rota_makes_return_impossible", "long_trips"),
        written_notice=flag_of(facts, "written_notice", "written"),
    )


def _withdrawn(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    doubt = flag_of(facts, "reasonable_doubt", "doubt", otherwise=False)
    count = maybe_number(facts, "self_cert_absences_12m", "absences_12m", "absences")
    if count is None and not doubt:
        raise lacking("self_cert_absences_12m")
    return work.self_certification_withdrawn(int(count or 0), work.SicknessTerms.at(day), reasonable_doubt=doubt)


def _sick_pay(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    """Who pays an absence, where the days and the pay that was lost are given."""
    absence = spell_of(
        find(facts, "absent", "absence") or (f"{day_of(facts, 'from', 'sick_from')}", f"{day_of(facts, 'to')}")
    )
    lost = {date.fromisoformat(on): exact(pay) for on, pay in (find(facts, "lost_pay", "pay_by_day") or {}).items()}
    found = work.sick_pay(
        absence, lost, work.SickPayTerms.at(absence.start), employed_days=_employed_days(facts), earlier=_earlier(facts)
    )
    count = sum(each.payer is work.Payer.EMPLOYER for each in found.days)
    figures = {"employer_days": count, "employer_amount": found.employer_amount, "nav_from": found.nav_from}
    return Ruling(figures={name: value for name, value in figures.items() if value is not None}, steps=found.steps)


def _care_pay(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    terms = work.CarePayTerms.at(day)
    if has(facts, "children"):
        chronic = find(facts, "chronic_children", "chronic", "chronically_ill")
        return work.care_days(
            whole_of(facts, "children"), terms, alone=flag_of(facts, "alone"), chronic=int(chronic or 0)
        )
    if has(facts, "employed_days", "employed_weeks"):
        return work.care_paid_by(
            whole_of(facts, "days", "care_days"),
            _employed_days(facts),
            terms,
            paid_before=int(maybe_number(facts, "paid_before", "days_before") or 0),
            only_chronic_over_twelve=flag_of(facts, "only_chronic_over_twelve", otherwise=False),
        )
    if rows:
        starts = [datetime.fromisoformat(row["start"]).date() for row in rows]
        return work.care_self_certified(work.days_of_shifts(starts), terms)
    return work.care_self_certified(whole_of(facts, "days", "absent_days"), terms)


def _holiday_pay(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    year = int(maybe_number(facts, "holiday_year", "year") or day.year)
    born = maybe_day(facts, "birth_date", "born")
    age = year - born.year if born else whole_of(facts, "age_in_holiday_year", "age")
    found = work.holiday_pay(
        number_of(facts, "basis", "earned", "pay_last_year"),
        age,
        work.HolidayPayTerms.at(year),
        fifth_week=flag_of(facts, "fifth_week_agreed", "fifth_week", otherwise=False),
    )
    return Ruling(figures={"pct": found.percent, "amount": found.amount}, steps=found.steps)


def _extra_holiday(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    split = maybe_number(facts, "split_workdays", "workdays_a_week")
    year = int(maybe_number(facts, "holiday_year", "year") or day.year)
    terms = work.HolidayTerms.at(day)
    born = maybe_day(facts, "birth_date", "born")
    if born is None:
        born = date(year - whole_of(facts, "age_in_holiday_year", "age"), 12, 31)
    return work.extra_holiday(born, year, terms, split_workdays=None if split is None else int(split))


def _sunday_or_gap(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    first, last = range_of(facts)
    terms = work.HolidayTerms.at(first)
    if not has(facts, "last_shift_end", "work_ends"):
        return work.sunday_choice(first, last, terms)
    ends, starts = find(facts, "last_shift_end", "work_ends"), find(facts, "next_shift_start", "work_starts")
    if starts is None:
        raise lacking("next_shift_start")
    free = Span.of_local(datetime.fromisoformat(ends), datetime.fromisoformat(starts))
    found = work.time_between(free, first, last, terms)
    return Ruling(found.breaches, {**found.figures, "free_minutes": free.minutes}, found.steps)


def _holiday_told(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    if has(facts, "unforeseen"):
        return work.holiday_changed(
            unforeseen=flag_of(facts, "unforeseen"),
            major_problems=flag_of(facts, "major_problems", "major_operating_problems"),
            stand_in_found=flag_of(facts, "stand_in_found", "stand_in"),
        )
    start = day_of(facts, "start", "holiday_start", "from")
    told, terms = day_of(facts, "told", "informed"), work.HolidayTerms.at(start)
    if flag_of(facts, "extra_week", "over_60_week", otherwise=False):
        return work.extra_holiday_told(told, start, terms)
    return work.holiday_told(told, start, terms, special_reasons=flag_of(facts, "special_reasons", otherwise=False))


def _main_holiday(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    if not has(facts, "period", "from"):
        return work.rest_holiday(whole_of(facts, "days", "rest_days"), work.HolidayTerms.at(day))
    first, last = range_of(facts)
    days = whole_of(facts, "days") if not isinstance(facts.get("days"), list) else 0
    employed = maybe_day(facts, "employed_from", "started", "employment_start")
    return work.main_holiday(first, last, days, work.HolidayTerms.at(first), employed_from=employed)


def _carried(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    terms = work.HolidayTerms.at(day)
    written = flag_of(facts, "written", "written_agreement", otherwise=False)
    if has(facts, "advance_days", "days_in_advance"):
        return work.taken_in_advance(whole_of(facts, "advance_days", "days_in_advance"), terms, written=written)
    return work.carried_over(whole_of(facts, "carry_days", "carried_days"), terms, written=written)


def _holiday_row(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    """Ferieloven § 7 as a whole: carried over or taken ahead, or else when the holiday lies."""
    moved = ("carry_days", "carried_days", "advance_days", "days_in_advance")
    return _carried(facts, rows, day) if has(facts, *moved) else _main_holiday(facts, rows, day)


def _first_year(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    start = day_of(facts, "start", "started", "employed_from")
    taken = int(maybe_number(facts, "taken_elsewhere", "days_taken_elsewhere") or 0)
    return work.holiday_in_first_year(start, work.HolidayTerms.at(start), taken_elsewhere=taken)


def _in_notice(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    return work.holiday_in_notice(
        whole_of(facts, "notice_months", "months"),
        work.HolidayTerms.at(day),
        by_employer=facts.get("given_by", "employer") == "employer",
        consents=flag_of(facts, "consents", "consent", "employee_consents", otherwise=False),
    )


def _sick_holiday(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    unfit = flag_of(facts, "fully_unfit", "fully_sick", otherwise=True)
    note = flag_of(facts, *_NOTE)
    if has(facts, "last_workday", "last_working_day"):
        last = day_of(facts, "last_workday", "last_working_day")
        claimed = maybe_day(facts, "claimed", "claim")
        return work.sick_before_holiday(claimed, last, fully_unfit=unfit, doctors_note=note)
    sick = find(facts, "sick", "sick_days")
    if isinstance(sick, int):
        return Ruling(figures={"days_back": sick if unfit and note else 0})
    spell = spell_of(sick) if sick else None
    first, last = (spell.start, (spell.end or spell.start) - DAY) if spell else range_of(facts)
    return work.sick_in_holiday(first, last, fully_unfit=unfit, doctors_note=note)


def _holiday_paid(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    paid = maybe_day(facts, "paid", "paid_on")
    if has(facts, "last_pay", "last_payday"):
        return work.holiday_paid_at_end(paid, day_of(facts, "last_pay", "last_payday"), day)
    start = day_of(facts, "holiday_start", "start", "from")
    return work.holiday_paid(paid, start, day, work.HolidayTerms.at(start))


def _child_days(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    chronic = flag_of(facts, "chronic", "chronically_ill", "disabled", "chronic_or_disabled", otherwise=False)
    alone = flag_of(facts, "alone", "sole_care")
    return work.child_sick_days(whole_of(facts, "children"), work.LeaveTerms.at(day), alone=alone, chronic=chronic)


_RELATIONS = {
    "parents": "parent", "mother": "parent", "father": "parent", "samboer": "cohabitant", "wife": "spouse",
    "husband": "spouse", "registered_partner": "partner", "adult_disabled_child": "adult_child",
}  # fmt: skip
_CLOSE = {"close", "close_person", "next_of_kin", "end_of_life", "nærstående"}


def _close_care(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    terms = work.LeaveTerms.at(day)
    relation = str(find(facts, "relation", "relative") or "")
    if relation in _CLOSE or flag_of(facts, "end_of_life", otherwise=False):
        return work.end_of_life_care(terms, at_home=flag_of(facts, "at_home", otherwise=True))
    relation = _RELATIONS.get(relation, relation)
    if relation not in {item.value for item in work.Relation}:
        raise lacking("relation as one that aml. § 12-10 names")
    earlier = flag_of(facts, "cared_for_as_child", otherwise=True)
    return work.close_care(work.Relation(relation), terms, cared_for_as_child=earlier)


def _nursing(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    """Where nothing is said of the child's age it is in its first year, which is when the section is asked about."""
    hours = number_of(facts, "day_h", "workday_h", "work_day_h", "hours_per_day", "hours", "shift_h")
    age = whole_of(facts, "child_age_months") if has(facts, "child_age_months") else 0
    return work.nursing_time(int(hours * 60), age, work.LeaveTerms.at(day))


_DUTIES = {"jury": True, "lay_judge": True, "council": True, "court": True, "witness": True, "election_board": True,
           "municipal_council": True, "party_meeting": False, "private": False}  # fmt: skip


def _public_office(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    duty = maybe_flag(facts, "duty_to_attend", "statutory_duty")
    if duty is None:
        duty = _DUTIES.get(str(find(facts, "office", "purpose", "reason", "what") or ""))
    if duty is None:
        raise lacking("duty_to_attend", "office")
    return work.public_office_leave(duty_to_attend=duty)


def _military(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    return work.military_leave(service=flag_of(facts, "service", "military_service", "conscript"))


def _disputes(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    rule = find(facts, "rule", "about") or "AML-12-9"
    return work.dispute_goes_to(str(rule), work.DisputeTerms.at(day))


def _religious(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    wanted = day_of(facts, "day", "date", "holiday")
    taken = int(maybe_number(facts, "days_taken") or 0)
    terms = work.ReligiousLeaveTerms.at(wanted)
    return work.religious_days(day_of(facts, "asked", "told", "notice"), wanted, terms, days_taken=taken)


ABSENCE: dict[str, Handler] = {
    "AML-12-8": _nursing,
    "AML-12-9": _child_days,
    "AML-12-10": _close_care,
    "AML-12-12": _military,
    "AML-12-13": _public_office,
    "AML-12-12/13": _public_office,
    "AML-12-14": _disputes,
    "FER-5-1": lambda facts, _, day: work.working_days(*range_of(facts)),
    "FER-5-2": _extra_holiday,
    "FER-5-3": _first_year,
    "FER-5-4": _sunday_or_gap,
    "FER-6-2": _holiday_told,
    "FER-6-3": _holiday_told,
    "FER-7": _holiday_row,
    "FER-7-1": _main_holiday,
    "FER-7-2": _main_holiday,
    "FER-7-3": _carried,
    "FER-8": _in_notice,
    "FER-9": _sick_holiday,
    "FER-10": _holiday_pay,
    "FER-10-2": _holiday_pay,
    "FER-10-3": _holiday_pay,
    "FER-11": _holiday_paid,
    "TAR-FER-12": _holiday_pay,
    "FTRL-8-10": _sick_pay,
    "FTRL-8-18": _employer_pays,
    "FTRL-8-19": _employer_period,
    "FTRL-8-24": _self_certified,
    "FTRL-8-25": _refused,
    "FTRL-8-27": _withdrawn,
    "FTRL-9": _care_pay,
    "FTRL-9-6": _care_pay,
    "FTRL-9-7": _care_pay,
    "FTRL-9-8": _care_pay,
    "TRS-18": _religious,
}
