"""Law cases about employment (arbeidsforhold): facts in, the core's answer out, in the words of the cases."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from selvstyrt.core import employment as work
from selvstyrt.core.base import Ruling, months_after
from selvstyrt.faces.cli.cases_law_reading import (
    DAY,
    START,
    Facts,
    Handler,
    Rows,
    day_of,
    exact,
    find,
    find_starting,
    flag_of,
    has,
    lacking,
    maybe_day,
    maybe_number,
    months_of,
    number_of,
    only,
    plain,
    whole_of,
)

_ANSWERED = ("answered", "answer", "replied")


def _probation(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    terms = work.EndingTerms.at(day)
    permanent = facts.get("type", "permanent") == "permanent" and not facts.get("temporary", False)
    if has(facts, *_ABSENT):
        return _longer_probation(facts)
    wanted = number_of(facts, "probation_months", "new_probation_months", "months")
    like = flag_of(facts, *_LIKE_POST, otherwise=False)
    earlier = find_starting(facts, "earlier_", "previous_", "prior_", "temporary_months", "served_months")
    counted = isinstance(earlier, int | float) and not isinstance(earlier, bool)
    if earlier is not None or like:
        if not counted and permanent:
            raise lacking("earlier_months")
        before = exact(earlier) if counted else Decimal(0)
        like_post = flag_of(facts, *_LIKE_POST, otherwise=True)
        found = work.new_probation(before, wanted, terms, like_post=like_post, permanent=permanent)
    else:
        duration = maybe_number(facts, "duration_months", "length_months")
        if not permanent and duration is None:
            raise lacking("duration_months")
        found = work.probation_length(wanted, terms, temporary=not permanent, duration_months=duration)
    return Ruling(found.breaches, {"max_months": plain(found.figures["max_months"])}, found.steps)


_LIKE_POST = ("same_post", "like_post", "same_or_like_post", "similar_post")
_ABSENT = ("absence_days", "absent_days", "days_absent")


def _longer_probation(facts: Facts) -> Ruling:
    found = work.probation_extended(
        maybe_day(facts, "probation_end", "end", "ends"),
        whole_of(facts, *_ABSENT),
        int(maybe_number(facts, "extension_days", "extended_days", "wanted_days") or 0),
        told_at_hiring=flag_of(
            facts,
            "told_at_hiring",
            "written_at_hiring",
            "informed_at_hiring",
            "told_in_writing_at_hiring",
            "told_in_writing",
        ),
        told_before_end=flag_of(
            facts,
            "told_before_end",
            "told_before_expiry",
            "informed_before_expiry",
            "told_in_writing_before_expiry",
            "told_in_writing",
            otherwise=False,
        ),
        caused_by_employer=flag_of(facts, "caused_by_employer", otherwise=False),
    )
    return only(found, *found.figures)


def _notice(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    received = day_of(facts, "received", "notice_received", "given", "notice")
    terms = work.EndingTerms.at(received)
    if facts.get("probation") or facts.get("in_probation"):
        found = work.probation_notice(received, terms)
        return Ruling(figures={"days": found.days, "last_day": found.last_day}, steps=found.steps)
    months = months_of(facts, "service", "employed")
    if months is None:
        raise lacking("service_years")
    years = int(months // 12)
    by_employer = facts.get("given_by") == "employer" or flag_of(facts, "by_employer", otherwise=False)
    age_counts = by_employer and years >= terms.notice_by_age_service_years
    found = work.notice_period(
        received,
        terms,
        service_years=years,
        age=whole_of(facts, "age") if age_counts else 0,
        by_employer=by_employer,
        agreed_months=int(maybe_number(facts, "agreed_months") or 0),
    )
    figures = {"months": found.months, "runs_from": found.runs_from, "last_day": found.last_day}
    return Ruling(figures=figures, steps=found.steps)


_UNFIT_FORMS = {"sms", "email", "e-mail", "oral", "phone", "chat"}


def _dismissal(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    form = str(find(facts, "form", "sent_by", "channel") or "").lower()
    unfit = False if form in _UNFIT_FORMS else None
    written = flag_of(facts, "written", "in_writing", otherwise=form != "oral" if form else None)
    delivered = flag_of(facts, "delivered", "personally_or_registered", "registered", otherwise=unfit)
    contents = find(facts, "contents", "states")
    if contents is None:
        complete = flag_of(facts, "complete", "with_all", "rights_and_deadlines", otherwise=unfit)
        contents = work.NOTICE_CONTENTS if complete else ()
    found = work.dismissal_form(written=written, delivered=delivered, contents=contents)
    return only(found, "valid")


def _sick_dismissal(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    likely = flag_of(facts, "other_reason_likely", "other_ground_proven", otherwise=False)
    given = maybe_day(facts, "given", "dismissed", "notice_given") or day
    begun = maybe_day(facts, "unfit_from", "sick_from", "sick_since", "absent_from")
    if begun is None and has(facts, "month"):
        begun = months_after(given, 1 - whole_of(facts, "month"))
    if begun is None:
        begun = months_after(given, -whole_of(facts, "sick_months", "months_sick", "absent_months"))
    return work.sick_protection(begun, given, work.EndingTerms.at(given), other_reason_likely=likely)


def _permanent(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    on = maybe_day(facts, "today", "on") or day
    return work.permanent_after_years(day_of(facts, *START), on, _basis(facts), work.TemporaryTerms.at(on))


def _basis(facts: Facts) -> list[str]:
    basis = find(facts, "basis", "ground", "grounds")
    if basis is None:
        raise lacking("basis")
    return [basis] if isinstance(basis, str) else list(basis)


def _ground(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    terms = work.TemporaryTerms.at(maybe_day(facts, "signed", "contract_signed") or day)
    return work.temporary_ground(_basis(facts), terms)


def _real_post(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    return work.permanent_post(
        number_of(facts, "pct", "size_pct", "agreed_pct", "contract_pct", "size"),
        without_end=flag_of(facts, "without_end", "no_end_date", otherwise=True),
        dismissal_rules=flag_of(facts, "dismissal_rules", otherwise=True),
    )


def _warning(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    months = months_of(facts, "employed", "service")
    if months is None:
        raise lacking("employed_months")
    warned = maybe_day(facts, "warning", "warned", "told")
    return work.leaving_warning(months, warned, day_of(facts, "end", "ends", "last_day"), work.TemporaryTerms.at(day))


_EXTRA = ("extra_h", "extra_hours", "additional_h", "hours_extra", "hours_beyond")
_FULL = ("full_time", "fulltime", "full_year", "full_h", "annual_", "norm_h", "year_h")
_WORKED = (
    "worked_h",
    "hours_worked",
    "actual_h",
    "total_h",
    "avg_worked",
    "avg_actual",
    "actual_weekly",
    "worked_week",
    "actual_hours",
    "hours_actual",
    "hours_12m",
    "avg_weekly",
    "average_weekly",
)


def _sum(value: Any) -> Decimal:
    return sum((exact(each) for each in value), Decimal(0)) if isinstance(value, list) else exact(value)


def _actual_hours(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    terms = work.PartTimeTerms.at(day)
    if has(facts, "claim", "claimed", "claim_date"):
        window = work.actual_hours_window(day_of(facts, "claim", "claimed", "claim_date"), terms)
        return Ruling(figures={"from": window.start, "to": (window.end or window.start) - DAY})
    if "extra_from" in facts:
        agreed = "temporary contract" in facts["extra_from"] or "vikariat" in facts["extra_from"]
        source = work.ExtraWork.AGREED_TEMPORARY if agreed else work.ExtraWork.EXTRA_SHIFTS
        return work.counts_as_extra(source)
    agreed_percent = number_of(facts, "agreed_pct", "contract_pct", "post_pct")
    share = find_starting(facts, "actual_pct", "worked_pct", "avg_pct", "average_pct")
    if share is not None:
        facts = {"worked_h": share, "full_time_h": 100, **{name: facts[name] for name in facts if "pct" not in name}}
    full = find_starting(facts, *_FULL)
    extra, worked = find_starting(facts, *_EXTRA), find_starting(facts, *_WORKED)
    if full is None or (extra is None and worked is None):
        raise lacking("extra_h_12m" if full is not None else "full_time_h_12m")
    beyond = _sum(extra) if extra is not None else _sum(worked) - agreed_percent * _sum(full) / 100
    found = work.actual_post(
        agreed_percent,
        int(beyond * 60),
        int(_sum(full) * 60),
        regular=flag_of(facts, "regular", "regularly", otherwise=True),
        need_gone=flag_of(facts, "need_gone", "need_documented_gone", otherwise=False),
    )
    return Ruling(figures={"pct": plain(found.figures["percent"])}, steps=found.steps)


_QUALIFIED = ("part_timer_qualified", "qualified")
_DISADVANTAGE = ("significant_disadvantage", "disadvantage")
_OTHER = ("new_hire_or_agency", "given_to_other", "outside_temp", "new_hire", "agency")


def _priority(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    unit = maybe_number(facts, "unit_employees", "employees_in_unit")
    return work.extra_shift_priority(
        work.PartTimeTerms.at(day),
        qualified=flag_of(facts, *_QUALIFIED),
        significant_disadvantage=flag_of(facts, *_DISADVANTAGE),
        given_to_other=flag_of(facts, *_OTHER),
        in_unit=flag_of(facts, "in_unit", otherwise=unit is None),
        unit_employees=None if unit is None else int(unit),
    )


def _larger_post(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    return work.larger_post_priority(
        qualified=flag_of(facts, *_QUALIFIED),
        significant_disadvantage=flag_of(facts, *_DISADVANTAGE, otherwise=False),
        given_to_other=flag_of(facts, *_OTHER),
    )


def _passed_over(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    reason = find(facts, "reason", "because")
    known = {item.value for item in work.PassingOver}
    if reason is None or reason not in known:
        raise lacking(f"reason as one of {', '.join(sorted(known))}")
    return work.may_pass_over(work.PassingOver(reason))


def _rehire(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    months = months_of(facts, "service", "employed")
    if months is None:
        raise lacking("service_months")
    ends = day_of(facts, "notice_ends", "notice_end", "end", "last_day")
    on = maybe_day(facts, "on", "new_post", "hired_on") or day
    return work.rehire_priority(
        ends,
        on,
        work.PartTimeTerms.at(on),
        service_months=months,
        qualified=flag_of(facts, "qualified"),
        substitute=flag_of(facts, "substitute", "temporary_substitute", otherwise=False),
        offered=maybe_day(facts, "offered"),
        given_to_other=flag_of(facts, *_OTHER, otherwise=False),
    )


def _discussed(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    last = maybe_day(facts, "last_discussed", "discussed", "minutes")
    if last is None:
        yearly = flag_of(facts, "discussed_yearly", "discussed", "minutes_exist")
        last = day if yearly else None
    return only(work.part_time_discussed(last, day, work.PartTimeTerms.at(day)), "required")


def _predictable(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    asked = day_of(facts, "asked", "requested", "request")
    months = months_of(facts, "service", "employed")
    if months is None:
        raise lacking("service_months")
    return work.predictable_terms(
        asked,
        maybe_day(facts, *_ANSWERED),
        day,
        work.PartTimeTerms.at(asked),
        service_months=months,
        in_probation=flag_of(facts, "probation", "in_probation", otherwise=False),
        asked_before=maybe_day(facts, "asked_before", "last_asked"),
    )


def _part_time_reasons(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    return work.part_time_reasons(
        number_of(facts, "pct", "size_pct"),
        work.PartTimeTerms.at(day),
        documented=flag_of(facts, "documented", "reasons_written"),
        discussed=flag_of(facts, "discussed"),
    )


EMPLOYMENT: dict[str, Handler] = {
    "AML-14-1B": _part_time_reasons,
    "AML-14-2": _rehire,
    "AML-14-3": _priority,
    "AML-14-3-1": _larger_post,
    "AML-14-3-2": _priority,
    "AML-14-3-3": _passed_over,
    "AML-14-4A": _actual_hours,
    "AML-14-8A": _predictable,
    "AML-14-9-1": _real_post,
    "AML-14-9-2": _ground,
    "AML-14-9-5": _warning,
    "AML-14-9-7": _permanent,
    "AML-14-14A": _discussed,
    "AML-15-3": _notice,
    "AML-15-4": _dismissal,
    "AML-15-6": _probation,
    "AML-15-8": _sick_dismissal,
}
