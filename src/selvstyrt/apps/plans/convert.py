"""Rows to core values and back: the roster problem of a plan, contracts, agreements."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from selvstyrt.apps.decisions.queries import decisions_of
from selvstyrt.apps.plans.models import PlanVersion, Shift
from selvstyrt.apps.plans.notice import notice_until
from selvstyrt.apps.plans.sharing import with_drafts_beside
from selvstyrt.apps.plans.team import Member, Team, midnight, period_span, team_of
from selvstyrt.apps.plans.year_weeks import planned_sevenths
from selvstyrt.apps.schemes.convert import employment_of
from selvstyrt.apps.schemes.models import Assignment, Scheme, WorkTimeAgreement
from selvstyrt.core.base import OSLO, Span
from selvstyrt.core.pay import tariff_ids
from selvstyrt.core.roster import PROBLEM_FORMAT_2, Preset
from selvstyrt.core.roster.ledger import BALANCE_KINDS, Balance


def problem_of(
    plan: PlanVersion,
    *,
    team: Team | None = None,
    shifts: Iterable[Shift] | None = None,
    preset: Preset = Preset.BALANCED,
    balances: Mapping[str, Balance] | None = None,
) -> dict[str, Any]:
    """The roster problem of a plan in the form of its file, `selvstyrt-roster-problem/2`.

    Assistants are named by the uid of the person, shifts by their key. An empty shift that is pinned
    empty is left out: nobody shall have it. Drafts that are made beside this one count as other work. `balances` are
    those of earlier periods; without them the shifts of the history are shared together with the new ones.
    """
    team = team or with_drafts_beside(team_of(plan.scheme, plan.first_day, plan.last_day), plan)
    rows = list(plan.shifts.select_related("assignment__person").order_by("start", "key") if shifts is None else shifts)
    known: set[str | None] = {member.id for member in team.members}
    open_rows = [row for row in rows if not (row.pinned and row.assignment is None)]
    problem = {
        "format": PROBLEM_FORMAT_2,
        "timezone": OSLO.key,
        "from": plan.first_day.isoformat(),
        "to": plan.last_day.isoformat(),
        "settings": {"h24_mode": "start_day", "day_boundary": "00:00", "week_start": "MON"},
        "notice_until": _local(notice_until(plan.made_at)),
        "assistants": [{**assistant_of(member, plan), **_ledger_of(member, balances)} for member in team.members],
        "shifts": [shift_of(row, known) for row in open_rows],
        "weights": {"preset": preset.value},
    }
    frame = weekly_frame(plan.scheme, plan.first_day, plan.last_day)
    if frame is not None:
        free = undrawn_rest(plan.scheme, rows) * 7 // ((plan.last_day - plan.first_day).days + 1)
        problem["frame"] = {"minutes_per_week": frame + free, "hard": False}
    current = _current(plan, known, {row.key for row in open_rows})
    if current:
        problem["current"] = current
    return problem


def assistant_of(member: Member, plan: PlanVersion) -> dict[str, Any]:
    """One member of the team as an assistant of the problem.

    Shifts in other schemes within the period stand both as absence and as history: nobody can be
    in two places, and the rules of rest count all work.
    """
    span = period_span(plan.first_day, plan.last_day)
    own_outside = [row for row in member.own if not span.start <= row.start < span.end]
    terms = member.terms
    elsewhere = [Span(row.start, row.end) for row in member.elsewhere if row.end > span.start and row.start < span.end]
    return {
        "id": member.id,
        "weekly_minutes": terms.weekly_minutes,
        "min_weekly_minutes": terms.min_weekly_minutes,
        "max_weekly_minutes": terms.max_weekly_minutes,
        "contract": contract_of(terms),
        "agreements": [agreement_of(row) for row in member.agreements],
        "skills": sorted({skill.name for a in member.assignments for skill in a.skills.all()}),
        "unavailable": [_times(away) for away in sorted((*member.away, *elsewhere))],
        "wishes": [{**_times(Span(wish.start, wish.end)), "weight": wish.weight} for wish in member.wishes],
        "history": [
            {"id": f"before-{row.pk}", **_work(row)}
            for row in sorted((*own_outside, *member.elsewhere), key=lambda row: (row.start, row.pk))
        ],
        **pay_of(terms),
    }


def pay_of(terms: Assignment) -> dict[str, Any]:
    """The terms of pay in the vocabulary of the problem file; none when the agreement is not on file."""
    if terms.tariff not in tariff_ids():
        return {}
    employment = employment_of(terms)
    seniority = employment.seniority
    return {
        "pay": {
            "tariff": terms.tariff,
            "seniority": seniority.isoformat() if isinstance(seniority, date) else seniority,
            "full_week_minutes": employment.weekly_minutes,
        }
    }


def _ledger_of(member: Member, balances: Mapping[str, Balance] | None) -> dict[str, Any]:
    """What earlier periods left over or short for the member, in shifts and wishes."""
    if balances is None:
        return {}
    balance = balances.get(member.id, Balance())
    return {"ledger": {kind: str(Decimal(balance.of(kind)) / 100) for kind in BALANCE_KINDS if balance.of(kind)}}


def contract_of(terms: Assignment) -> dict[str, Any]:
    """The employment in the vocabulary of the problem file."""
    contract: dict[str, Any] = {
        "regime": "AML",
        "tariff_bound": terms.tariff_bound,
        "weekly_limit_h": _hours(terms.weekly_limit_minutes),
    }
    if terms.person.birth_date is not None:
        contract["birth_date"] = terms.person.birth_date.isoformat()
    return contract


def agreement_of(row: WorkTimeAgreement) -> dict[str, Any]:
    """An agreement on record in the vocabulary of the problem file; what it does not say is left out."""
    agreement = {
        "type": row.type,
        "written": row.written,
        "period_weeks": row.period_weeks,
        "compensatory_rest": row.compensatory_rest,
        "min_daily_h": _hours(row.min_daily_minutes),
        "min_weekly_h": _hours(row.min_weekly_minutes),
        "max_hours_24h": _hours(row.max_24h_minutes),
        "individual_consent": row.individual_consent,
        "decision": row.decision,
        "valid_from": row.first_day.isoformat(),
        "valid_to": row.last_day.isoformat() if row.last_day else None,
    }
    return {name: value for name, value in agreement.items() if value is not None}


def shift_of(row: Shift, known: Container[str | None]) -> dict[str, Any]:
    """A shift of the plan as a need of the problem; pinned means fixed to its assistant."""
    who = str(row.assignment.person.uid) if row.assignment is not None else None
    return {
        "id": row.key,
        **_work(row),
        "skills": sorted(row.skills),
        "priority": row.priority,
        "fixed": who if row.pinned and who in known else None,
    }


def weekly_frame(scheme: Scheme, first_day: date, last_day: date) -> int | None:
    """Minutes per week on average over the days, as the year plan in use has them, else as the decisions grant.

    None when no decision rules on any of the days.
    """
    granted = _granted_by_day(scheme, first_day, last_day)
    if not any(granted.values()):
        return None
    frame = {**granted, **planned_sevenths(scheme, first_day, last_day)}
    return sum(frame.values()) // ((last_day - first_day).days + 1)


def undrawn_rest(scheme: Scheme, rows: Iterable[Shift]) -> int:
    """Minutes of resting duty in the shifts that the hours policy does not take from the granted hours.

    The problem's frame counts whole shifts, so these minutes come on top of it.
    """
    policies = list(scheme.hours_policies.order_by("-first_day"))
    total = 0
    for row in rows:
        day = row.start.astimezone(OSLO).date()
        policy = next((policy for policy in policies if policy.first_day <= day), None)
        total += row.passive_minutes * (60 - policy.passive_minutes_per_hour) // 60 if policy is not None else 0
    return total


def granted_sevenths(scheme: Scheme, first_day: date, last_day: date) -> int:
    """Granted minutes over the days, in sevenths: the weekly minutes of each day, summed."""
    return sum(_granted_by_day(scheme, first_day, last_day).values())


def _granted_by_day(scheme: Scheme, first_day: date, last_day: date) -> dict[date, int]:
    views = decisions_of(scheme.case.uid, on=first_day)
    found, day = {}, max(first_day, scheme.started_on)
    while day <= last_day:
        ruling = next((view for view in views if view.rules and day in view.rules), None)
        found[day] = ruling.weekly_minutes_on(day) if ruling else 0
        day += timedelta(days=1)
    return found


def _current(plan: PlanVersion, known: Container[str | None], keys: set[str]) -> dict[str, str | None]:
    """Who has the shifts in the plan that this draft shall replace."""
    if plan.based_on_id is None:
        return {}
    rows = (
        Shift.objects.in_effect()
        .filter(
            plan__scheme=plan.scheme_id,
            assignment__isnull=False,
            start__gte=midnight(plan.first_day),
            start__lt=midnight(plan.last_day + timedelta(days=1)),
            key__in=keys,
        )
        .values_list("key", "assignment__person__uid")
    )
    return {key: str(person) for key, person in rows if str(person) in known}


def _work(row: Shift) -> dict[str, Any]:
    return {
        **_times(Span(row.start, row.end)),
        "break_min": row.break_minutes,
        "break_counts_as_work": row.break_counts_as_work,
        "passive_min": row.passive_minutes,
    }


def _times(span: Span) -> dict[str, str]:
    return {"start": _local(span.start), "end": _local(span.end)}


def _local(moment: datetime) -> str:
    """Local time with offset, so that the hour that comes twice is told apart."""
    return moment.astimezone(OSLO).replace(second=0, microsecond=0).isoformat(timespec="minutes")


def _hours(minutes: int | None) -> str | None:
    """Hours as a decimal text, exact to a small part of a minute."""
    return None if minutes is None else format((Decimal(minutes) / 60).quantize(Decimal("0.000001")).normalize(), "f")
