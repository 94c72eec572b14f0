"""Loading the demo world through the services, as if its people had used the site for some weeks.

Each act is done by the person whose act it is, at the moment when it would have been done. No row is written here.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import transaction

from selvstyrt.apps.decisions.services import LineInput, register_case
from selvstyrt.apps.hours.services import register_decision_and_grant
from selvstyrt.apps.journal.actor import SYSTEM, Actor
from selvstyrt.apps.people.services import invite_person, make_coordinator, register_organisation
from selvstyrt.apps.plans.availability import add_absence, add_weekly_absence, add_wish
from selvstyrt.apps.plans.needs import PatternInput, add_pattern
from selvstyrt.apps.schemes.services import (
    AgreementInput,
    TermsInput,
    give_role,
    hire,
    name_skill,
    open_scheme,
    record_agreement,
    set_hours_policy,
)
from selvstyrt.core.base import OSLO, Span, WrongInput, local_instant
from selvstyrt.core.worktime.values import AgreementType
from selvstyrt.faces.cli.demo.draw import Helper, Human, Need, World, draw
from selvstyrt.faces.cli.demo.history import Team, live
from selvstyrt.faces.cli.demo.shown import show_supplier

FULL_WEEK = 2130  # minutes: 35.5 h, the agreement's week for rotas with nights
NEIGHBOUR_NEED = Need("Lørdag formiddag", "day", "5", time(9), time(13))

Say = Callable[[str], object]


def load_once(*, seed: int, weeks_behind: int, now: datetime, say: Say) -> list[str]:
    """Load the demo unless it is there; the lines to print: one login per role.

    Raises: WrongInput `demo_half_loaded`, `database_in_use`.
    """
    kept = Path(settings.VAR) / "demo-logins.json"
    if not kept.is_file():
        if get_user_model().objects.exists():
            raise WrongInput(
                "database_in_use",
                f"The database holds people, but no finished demo ({kept.name} is missing). "
                "Run `make demo-reset` to start over.",
            )
        logins = _load(draw(now.astimezone(OSLO).date(), seed, weeks_behind=weeks_behind), now, say)
        _keep(kept, logins)
    found: dict[str, str] = json.loads(kept.read_text(encoding="utf-8"))
    password = found.pop("password")
    return [
        "",
        "Logg inn med:",
        *(f"  {role:<14} {email}" for role, email in found.items()),
        f"  passord        {password}",
        "",
    ]


def _keep(path: Path, logins: dict[str, str]) -> None:
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        json.dump(logins, stream, ensure_ascii=False)


def _load(world: World, now: datetime, say: Say) -> dict[str, str]:
    say("Tegner en demo-ordning ...")
    founded = local_instant(datetime.combine(world.past_from - timedelta(days=45), time(9)))
    password = f"demo-{secrets.token_hex(4)}"
    team = _found(world, founded, make_password(password))
    live(world, team, now=now, say=say)
    return {
        "arbeidsleder": world.leader.email,
        "medarbeidsleder": world.co_leader.email,
        "assistent": next(h.human.email for h in world.helpers if h.other_scheme_percent),
        "koordinator": world.coordinator.email,
        "password": password,
    }


@transaction.atomic
def _found(world: World, now: datetime, hashed: str) -> Team:
    """People, supplier, both schemes, contracts and needs, as they were when the scheme began."""
    municipality = register_organisation(name="Havnes kommune", kind="municipality", by=SYSTEM, now=now)
    supplier = register_organisation(name="Assistansen SA", kind="supplier", by=SYSTEM, now=now)
    uids = {human: _person(human, hashed, now) for human in _humans(world)}
    make_coordinator(
        person_uid=uids[world.coordinator], organisation_uid=supplier, first_day=now.date(), by=SYSTEM, now=now
    )
    scheme = _scheme("Solbakken", world.leader, world, uids, (municipality, supplier), now)
    other = _scheme("Fjordgløtt", world.neighbour, world, uids, (municipality, supplier), now)
    give_role(
        scheme_uid=scheme, person_uid=uids[world.co_leader], role="co_leader", first_day=now.date(), by=SYSTEM, now=now
    )
    coordinator, leader, neighbour = (Actor(uids[h]) for h in (world.coordinator, world.leader, world.neighbour))
    show_supplier(supplier, coordinator, now)
    _decide(scheme, world.weekly_minutes - 180, world.past_from, coordinator, now)
    later = world.past_from + timedelta(weeks=4)
    _decide(scheme, world.weekly_minutes, later, coordinator, now + timedelta(weeks=2))
    _decide(other, 25 * 60, world.past_from, coordinator, now)
    for skill in sorted({skill for helper in world.helpers for skill in helper.skills}):
        name_skill(scheme_uid=scheme, name=skill, by=leader, now=now)
    for need in world.needs:
        _need(scheme, need, world.past_from, leader, now)
    _need(other, NEIGHBOUR_NEED, world.past_from, neighbour, now)
    for helper in world.helpers:
        _hire(scheme, helper, helper.percent, world, coordinator, now)
        if helper.other_scheme_percent:
            _hire(other, helper, helper.other_scheme_percent, world, coordinator, now)
        _availability(helper, uids[helper.human], world.past_from, now)
    return Team(scheme, other, leader, neighbour, coordinator)


def _humans(world: World) -> Iterator[Human]:
    yield from (world.leader, world.co_leader, world.coordinator, world.neighbour)
    yield from (helper.human for helper in world.helpers)


def _person(human: Human, hashed: str, now: datetime) -> UUID:
    uid = invite_person(name=human.name, email=human.email, by=SYSTEM, now=now)
    user = get_user_model().objects.get(email=human.email)
    user.password = hashed
    user.save(update_fields=["password"])
    return uid


def _scheme(
    name: str, owner: Human, world: World, uids: dict[Human, UUID], places: tuple[UUID, UUID], now: datetime
) -> UUID:
    municipality, supplier = places
    case = register_case(
        owner_uid=uids[owner], municipality_uid=municipality, reference=f"{now.year}/{name}", by=SYSTEM, now=now
    )
    scheme = open_scheme(
        name=name,
        case_uid=case,
        supplier_uid=supplier,
        leader_uid=uids[owner],
        started_on=now.date(),
        by=SYSTEM,
        now=now,
    )
    set_hours_policy(
        scheme_uid=scheme,
        first_day=world.past_from,
        passive_minutes_per_hour=20,
        source="Demo: en tredel av hvilende tid trekkes av timene",
        by=SYSTEM,
        now=now,
    )
    return scheme


def _decide(scheme: UUID, weekly_minutes: int, first_day: date, by: Actor, now: datetime) -> None:
    register_decision_and_grant(
        scheme_uid=scheme,
        issued_on=now.date(),
        first_day=first_day,
        lines=[LineInput("practical", weekly_minutes)],
        by=by,
        now=now,
    )


def _need(scheme: UUID, need: Need, first_day: date, by: Actor, now: datetime) -> None:
    pattern = PatternInput(
        name=need.name,
        type=need.type,
        weekdays=frozenset(map(int, need.weekdays)),
        starts_at=need.starts_at,
        ends_at=need.ends_at,
        first_day=first_day,
        passive_minutes=need.passive_minutes,
        priority=need.priority,
        every_weeks=need.every_weeks,
        skills=need.skills,
    )
    add_pattern(scheme_uid=scheme, pattern=pattern, by=by, now=now)


def _hire(scheme: UUID, helper: Helper, percent: int, world: World, by: Actor, now: datetime) -> None:
    assignment = hire(
        scheme_uid=scheme,
        name=helper.human.name,
        email=helper.human.email,
        first_day=world.past_from,
        terms=TermsInput(
            weekly_minutes=FULL_WEEK * percent // 100,
            seniority_from=helper.seniority_from,
            skills=helper.skills if percent == helper.percent else (),
        ),
        by=by,
        now=now,
    )
    if helper.busy_weekday is not None:
        return  # the student has signed no agreement on averaging: long shifts are not for everybody
    for kind in (AgreementType.AVERAGING_INDIVIDUAL, AgreementType.SUNDAY_AVERAGING_INDIVIDUAL):
        agreement = AgreementInput(type=kind, signed_on=now.date(), first_day=world.past_from, period_weeks=26)
        record_agreement(assignment_uid=assignment, agreement=agreement, by=by, now=now)


def _availability(helper: Helper, person: UUID, first_day: date, now: datetime) -> None:
    by = Actor(person)
    taken: list[Span] = []
    for start, end, weight in helper.wishes:
        span = Span(local_instant(start), local_instant(end))
        if not any(span.overlaps(other) for other in taken):
            add_wish(person_uid=person, span=span, weight=weight, by=by, now=now)
            taken.append(span)
    if helper.leave is not None:
        leave = Span(local_instant(helper.leave[0]), local_instant(helper.leave[1]))
        add_absence(person_uid=person, kind="leave", span=leave, by=by, now=now)
    if helper.busy_weekday is not None:
        add_weekly_absence(
            person_uid=person,
            weekday=helper.busy_weekday,
            starts_at=time(8),
            ends_at=time(16),
            first_day=first_day,
            by=by,
            now=now,
        )
