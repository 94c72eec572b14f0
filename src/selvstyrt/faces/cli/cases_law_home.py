"""Law cases about work in a private home, young assistants, certificates and secrets (hjem, unge, attest, taushet)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from selvstyrt.core import employment as work
from selvstyrt.core.base import Ruling, months_after
from selvstyrt.faces.cli.cases_law_contract import SIGNED, holds_of, letters_of
from selvstyrt.faces.cli.cases_law_reading import (
    DAY,
    START,
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
    whole_of,
)

_GROUNDS = {
    "a": work.HomeGround.TEMPORARY_WORK,
    "b": work.HomeGround.SUBSTITUTE,
    "c": work.HomeGround.PRACTICE,
    **{ground.value: ground for ground in work.HomeGround},
    "vikariat": work.HomeGround.SUBSTITUTE,
}


def _home_contract(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    if has(facts, "present", "letters", "contains", "missing", "lacks"):
        terms = work.HomeTerms.at(day)
        every = "".join(row["letter"] for row in terms.contract_items)
        found = work.home_contract_content(letters_of(facts, every), holds_of(facts), terms)
        figures = {"missing_mandatory": found.missing, "conditional_not_applicable": found.not_applicable}
        return Ruling(Ruling.of("HOME-2", bool(found.missing)).breaches, figures, found.steps)
    if has(facts, "effective"):
        return work.home_change_recorded(day_of(facts, "effective"), day_of(facts, "recorded", "written", "signed"))
    start = day_of(facts, *START)
    signed_day = maybe_number(facts, "signed_on_day", "day_signed")
    signed = maybe_day(facts, *SIGNED) if signed_day is None else start + (int(signed_day) - 1) * DAY
    return work.home_contract_in_time(start, signed, day)


def _home_temporary(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    basis = find(facts, "basis", "ground", "grounds")
    if basis is None:
        raise lacking("basis")
    names = [basis] if isinstance(basis, str) else list(basis)
    on = maybe_day(facts, "today", "on", "end") or day
    start = day_of(facts, *START)
    grounds = [_GROUNDS[name] for name in names if name in _GROUNDS]
    return work.home_temporary(grounds, start, on, work.HomeTerms.at(on))


def _home_pay(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    terms = work.HomeTerms.at(day)
    interval = str(find(facts, "interval", "frequency") or "")
    weeks = maybe_number(facts, "interval_weeks", "weeks_between", "every_weeks")
    days = maybe_number(facts, "interval_days", "days_between")
    if interval == "monthly":
        return work.home_paid(day, months_after(day, 1), terms)
    if weeks is not None or days is not None:
        between = int(weeks * 7) if weeks is not None else int(days or 0)
        return work.home_paid(day, day + between * DAY, terms)
    return work.home_paid(day_of(facts, "previous", "last_paid"), day_of(facts, "paid", "next_paid"), terms)


def _home_record(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    return work.home_hours_recorded(record_exists=flag_of(facts, "record_exists", "log_exists", "record"))


def _home_carries(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    provision = find(facts, "provision", "chapter", "section")
    if provision is None:
        raise lacking("provision")
    return work.act_applies_in_home(str(provision), work.HomeTerms.at(day))


def _home_notice(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    """The fourteen days of a notice, or a notice that was given measured against them."""
    received = maybe_day(facts, "notice_received", "received")
    last, given = maybe_day(facts, "last_day", "last_day_of_work"), maybe_number(facts, "notice_days", "days")
    if received is None and given is None:
        raise lacking("notice_received", "notice_days")
    received = received or day
    terms = work.HomeTerms.at(received)
    asked = last is not None or given is not None or has(facts, "written", "fair_reason")
    if not asked:
        return work.home_notice(received, terms)
    ends = last or received + (int(given if given is not None else terms.notice_days) - 1) * DAY
    written, reason = (flag_of(facts, name, otherwise=True) for name in ("written", "fair_reason"))
    return work.home_dismissal(received, ends, terms, written=written, fair_reason=reason)


def _young(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    tasks = maybe_flag(facts, "suitable_tasks", "only_suitable_tasks")
    return work.may_be_employed(
        whole_of(facts, "age"),
        work.YouthTerms.at(day),
        compulsory_school=flag_of(facts, "compulsory_school", "in_compulsory_school", otherwise=False),
        light_work=flag_of(facts, "light_work", otherwise=False),
        harmful=flag_of(facts, "harmful", "harmful_work", "risk", otherwise=tasks is False),
    )


def _young_duties(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    if has(facts, "employees", "employee_count"):
        kept = flag_of(facts, "list_exists", "list_kept", "list")
        return work.young_people_listed(
            whole_of(facts, "employees", "employee_count"), kept, work.YouthListTerms.at(day)
        )
    return work.young_person_prepared(
        whole_of(facts, "age"),
        work.YouthTerms.at(day),
        guardians_told=flag_of(facts, "guardians_told", "guardians_informed", "parents_informed"),
        safety_rep_heard=flag_of(facts, "safety_rep_heard", "safety_rep_consulted"),
    )


def _certificate(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    offered = maybe_day(facts, "offer_date", "offered", "offer", "hired") or day
    terms = work.CertificateTerms.at(offered)
    if has(facts, "sporadic"):
        alone = flag_of(facts, "alone_with_user", "alone_with_person", "alone", otherwise=True)
        return work.certificate_required(terms, sporadic=flag_of(facts, "sporadic"), alone_with_person=alone)
    if has(facts, "first_shift") and not has(facts, "certificate_date"):
        return work.started_after_certificate(day_of(facts, "first_shift"), maybe_day(facts, "shown", "seen"))
    age = maybe_number(facts, "certificate_age_days", "age_days")
    issued = maybe_day(facts, "certificate_date", "issued", "certificate")
    if issued is None and age is not None:
        issued = offered - int(age) * DAY
    if issued is None:
        raise lacking("certificate_date")
    return work.certificate_fresh(issued, offered, terms)


def _certificate_home(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    asked = flag_of(facts, "asked_by_contract", "required_by_municipality", "contract_requires")
    return work.certificate_in_home(asked_by_contract=asked, shown=flag_of(facts, "shown", "certificate_shown"))


_VULNERABLE = ("serves_child_or_disabled", "child_user", "user_is_child", "intellectual_disability")


def _barred(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    if not has(facts, *_VULNERABLE):
        raise lacking(*_VULNERABLE)
    serves = any(flag_of(facts, name, otherwise=False) for name in _VULNERABLE)
    listed = flag_of(facts, "listed_offence", "listed_conviction", "conviction_listed")
    return work.barred(listed_offence=listed, serves_child_or_disabled=serves)


def _told(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    information = find(facts, "information", "what", "told")
    if information is None:
        raise lacking("information")
    anonymous = "anonym" in str(information) or flag_of(facts, "anonymous", otherwise=False)
    return work.told_others(str(information), anonymous=anonymous, consent=flag_of(facts, "consent", otherwise=False))


def _declared(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    if has(facts, "on_open_wall", "open_wall", "visible_to_others"):
        named = flag_of(facts, "user_name", "names_user", otherwise=True)
        open_ = flag_of(facts, "on_open_wall", "open_wall", "visible_to_others")
        return work.kept_safe(names_user=named, open_to_others=open_)
    first = day_of(facts, "first_shift", *START)
    signed = flag_of(facts, "signed_at_hiring", otherwise=False)
    return work.duty_made_known(first, first if signed else maybe_day(facts, "signed", "declaration_signed"))


_SUPPLEMENT = ("supplement_agreed", "agreed_supplement_pct", "supplement_agreed_pct", "agreed_supplement")


def _days_in_post(facts: Facts) -> Decimal | None:
    """Days employed, also where the case counts in weeks, months of thirty days, or years."""
    for name, length in (("days", 1), ("weeks", 7), ("months", 30), ("years", 365)):
        found = maybe_number(facts, f"employed_{name}", f"service_{name}")
        if found is not None:
            return found * length
    return None


def _may_day(facts: Facts, rows: Rows, day: date) -> Ruling | None:
    """Work on 1 or 17 May: the least supplement. Off: whether the day is paid."""
    service = _days_in_post(facts)
    hired = maybe_number(facts, "hired_days")
    on = maybe_day(facts, "day", "date") or day
    works = flag_of(facts, "works", "worked", otherwise=any(name in facts for name in _SUPPLEMENT))
    asked_off = service is not None or hired is not None or has(facts, "works", "worked")
    if flag_of(facts, "day_off", "off", "free", otherwise=asked_off and not works):
        if service is None and hired is None:
            raise lacking("employed_days", "hired_days")
        return work.may_day_off_paid(
            on,
            work.MayDayTerms.at(on),
            employed_days=None if service is None else int(service),
            hired_days=None if hired is None else int(hired),
        )
    agreed = find(facts, *_SUPPLEMENT)
    hourly, hours = number_of(facts, "hourly", "hourly_pay"), number_of(facts, "hours")
    return work.may_day_supplement(hourly, hours, None if agreed is None else exact(agreed), work.MayDayTerms.at(on))


HOME: dict[str, Handler] = {
    "HOME-2": _home_contract,
    "HOME-3": _home_temporary,
    "HOME-5": _home_pay,
    "HOME-16": _home_record,
    "HOME-18": _home_carries,
    "HOME-19": _home_carries,
    "HOME-20": _home_notice,
    "AML-11-1": _young,
    "OLM-12-10": _young_duties,
    "OLM-12-12": _young_duties,
    "HOL-5-4": _certificate,
    "HOL-5-4-HOME": _certificate_home,
    "HOL-5-4A": _barred,
    "HOL-12-1": _told,
    "FVL-13C": _declared,
    "MAI-3": _may_day,
}
