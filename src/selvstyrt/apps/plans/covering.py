"""Who can cover a shift, for the pages (vikarer): the covers with names, prices, and who has been asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q

from selvstyrt.apps.people.models import Person
from selvstyrt.apps.plans.models import Shift, ShiftAnswer, ShiftRequest, ShiftType
from selvstyrt.apps.plans.queries import ShiftView, view_of
from selvstyrt.apps.plans.services.requesting import Offer, kinds_of
from selvstyrt.apps.plans.standing import Standing
from selvstyrt.apps.plans.steps import Step, steps_of
from selvstyrt.apps.plans.team import end_of_days
from selvstyrt.apps.schemes.models import Assignment
from selvstyrt.core.base import OSLO, Finding, Span
from selvstyrt.engine.repair import Circumstances, Cover, Covers, Priority, Refused, SplitRule, find_covers

ShiftRow = Shift
"""A row as the functions here hand it on."""

BY_OVERTIME = "~"
"""In the code of a way: before the minutes of overtime."""
ASKED_LATELY = timedelta(days=28)
SOON_DAYS = 28
"""Open shifts are looked for so far ahead where one covers them one by one ..."""
LATER_DAYS = 200
"""... and so far where a longer absence is made good."""
SHORTEST_PART = 180
"""A shift that two share is cut in parts of at least three hours: less is not worth a journey."""
MAY_BE_SHARED = frozenset({ShiftType.DAY.value, ShiftType.EVENING.value, ShiftType.LONG.value})


@dataclass(frozen=True, slots=True)
class Helper:
    """One person who can take one shift or a part of it, as a page shows it (vikar)."""

    person_uid: UUID
    name: str
    phone: str
    cover: Cover


@dataclass(frozen=True, slots=True)
class Way:
    """One way to cover the shift: by one person, or by two; `code` names it in forms (løsning)."""

    code: str
    helpers: tuple[Helper, ...]
    later: Span | None = None
    asked_at: datetime | None = None
    refused: bool = False
    request_uid: UUID | None = None

    @property
    def needs_overtime(self) -> bool:
        """True when it is lawful only as overtime."""
        return any(helper.cover.overtime_minutes for helper in self.helpers)


@dataclass(frozen=True, slots=True)
class CoverPage:
    """One shift with everybody who can cover it and everybody who cannot."""

    shift: ShiftView
    can: tuple[Way, ...]
    overtime: tuple[Way, ...]
    chains: tuple[Way, ...]
    splits: tuple[Way, ...]
    cannot: tuple[tuple[str, tuple[Finding, ...]], ...]
    away: bool


@dataclass(frozen=True, slots=True)
class RequestView:
    """A request as the person asked sees it: what they get or are rid of, the overtime in it, and how it stands.

    The kinds are those of `gets` and `loses`, in order; only `request_for` reads them.
    """

    uid: UUID
    scheme_uid: UUID
    gets: tuple[Span, ...]
    loses: tuple[Span, ...]
    state: str
    answer: str
    asked_at: datetime
    asked_by: str
    scheme_name: str
    overtime_minutes: int = 0
    gets_kinds: tuple[str, ...] = ()
    loses_kinds: tuple[str, ...] = ()


def shift_to_cover(scheme_uid: UUID, shift_uid: UUID) -> Shift | None:
    """The shift in effect that this uid names, also when a newer version of the plan has it under another."""
    key = Shift.objects.filter(plan__scheme__uid=scheme_uid, uid=shift_uid).values_list("key", flat=True).first()
    if key is None:
        return None
    rows = Shift.objects.in_effect().filter(plan__scheme__uid=scheme_uid, key=key)
    return rows.select_related("assignment__person", "plan__scheme__case").first()


def cover_page(shift: Shift, *, now: datetime) -> CoverPage:
    """Everybody in the team for one shift in effect, in order, with what has been asked already."""
    standing = Standing.of(shift.plan)
    found = find_covers(standing.evaluator, standing.holders, shift.key, _circumstances(standing, shift, now))
    asked = _asked_about(shift)
    people = {str(p.uid): p for p in Person.objects.filter(uid__in=list(standing.problem.person_by_id))}

    def way(*covers: Cover, later: Span | None = None) -> Way:
        helpers = tuple(Helper(people[c.person].uid, people[c.person].name, people[c.person].phone, c) for c in covers)
        code = code_of(shift, covers)
        return Way(code, helpers, later, *asked.get(code.partition(BY_OVERTIME)[0], (None, False, None)))

    return CoverPage(
        shift=view_of(shift),
        can=tuple(way(each) for each in found.can if each.priority is not Priority.OVERTIME),
        overtime=tuple(way(each) for each in found.can if each.priority is Priority.OVERTIME),
        chains=tuple(way(each.first, each.second, later=each.second.shift.span) for each in found.chains),
        splits=tuple(way(each.first, each.second) for each in found.splits),
        cannot=tuple((people[each.person].name, each.findings) for each in _by_name(found, people)),
        away=_is_away(shift),
    )


def code_of(shift: Shift, covers: Iterable[Cover]) -> str:
    """The way in one word for a form: who, the overtime, and which later shift or from when the second has the rest."""
    first, *rest = covers
    if not rest:
        return f"{first.person}{BY_OVERTIME}{first.overtime_minutes}" if first.overtime_minutes else first.person
    if rest[0].shift.id.startswith(f"{shift.key}/"):
        return f"{first.person}/{rest[0].person}/{rest[0].shift.span.start:%Y%m%dT%H%M}"
    return f"{first.person}+{rest[0].person}+{rest[0].shift.id}"


def offer_of(shift: Shift, code: str) -> Offer | None:
    """What a code of a form means for a shift; None for nonsense."""
    before = shift.assignment.person.uid if shift.assignment is not None else None
    span = Span(shift.start, shift.end)
    try:
        if "+" in code:
            first, second, key = code.split("+", 2)
            later = Shift.objects.in_effect().filter(plan__scheme=shift.plan.scheme_id, key=key).first()
            if later is None:
                return None
            one, other = UUID(first), UUID(second)
            chain = (Step(shift.key, span, before, one), Step(key, Span(later.start, later.end), one, other))
            return Offer(chain, frozenset({one, other}))
        if "/" in code:
            first, second, clock = code.split("/", 2)
            cut = datetime.strptime(f"{clock}+0000", "%Y%m%dT%H%M%z")
            one, other = UUID(first), UUID(second)
            if one == other or not span.start < cut < span.end:
                return None
            parts = (Span(span.start, cut), Span(cut, span.end))
            shared = (Step(shift.key, span, before, one, parts[0]), Step(shift.key, span, before, other, parts[1]))
            return Offer(shared, frozenset({one, other}))
        who, _sign, extra = code.partition(BY_OVERTIME)
        person, minutes = UUID(who), int(extra or 0)
    except ValueError:
        return None
    if not 0 <= minutes <= span.minutes:
        return None
    return Offer((Step(shift.key, span, before, person, overtime_minutes=minutes),), frozenset({person}))


def request_for(request_uid: UUID, person_uid: UUID) -> RequestView | None:
    """A request that was put to the person, or None."""
    row = (
        ShiftAnswer.objects.filter(request__uid=request_uid, person__uid=person_uid)
        .select_related("request__scheme", "request__asked_by")
        .first()
    )
    if row is None:
        return None
    kinds = kinds_of(row.request.scheme, [step["key"] for step in row.request.steps])
    return _request_view(row, person_uid, kinds)


def is_request_of(request_uid: UUID, scheme_uid: UUID) -> bool:
    """True when the request was made in the scheme."""
    return ShiftRequest.objects.filter(uid=request_uid, scheme__uid=scheme_uid).exists()


def assignments_of(scheme_uid: UUID, person_uids: Collection[UUID]) -> dict[UUID, UUID]:
    """The newest assignment of each person in the scheme."""
    rows = Assignment.objects.filter(scheme__uid=scheme_uid, person__uid__in=person_uids).order_by("first_day", "pk")
    return dict(rows.values_list("person__uid", "uid"))


def asked_now(scheme_uid: UUID, keys: Collection[str]) -> dict[str, list[str]]:
    """Who is asked about each of the shifts and has not answered, by the shift's key, first asked first; one query."""
    rows = ShiftAnswer.objects.filter(
        request__scheme__uid=scheme_uid,
        request__key__in=keys,
        request__state=ShiftRequest.State.OPEN,
        answer=ShiftAnswer.Answer.ASKED,
    ).order_by("request__asked_at", "pk")
    found: dict[str, list[str]] = {}
    for key, name in rows.values_list("request__key", "person__name"):
        found.setdefault(key, []).append(name)
    return found


def waiting_for(scheme_uids: Collection[UUID], *, now: datetime) -> dict[UUID, list[str]]:
    """Who has a question about a shift to come and has not answered, by scheme, first asked first; one query."""
    rows = ShiftAnswer.objects.filter(
        request__scheme__uid__in=scheme_uids,
        request__state=ShiftRequest.State.OPEN,
        request__start__gt=now,
        answer=ShiftAnswer.Answer.ASKED,
    ).order_by("request__asked_at", "pk")
    found: dict[UUID, dict[str, None]] = {}
    for uid, name in rows.values_list("request__scheme__uid", "person__name"):
        found.setdefault(uid, {})[name] = None
    return {uid: list(names) for uid, names in found.items()}


def asked_about(scheme_uid: UUID, *, now: datetime, beside: Collection[str] = ()) -> list[ShiftView]:
    """Shifts to come that somebody is asked about and has not answered, but those with a key in `beside`; one query."""
    keys = ShiftRequest.objects.filter(scheme__uid=scheme_uid, state=ShiftRequest.State.OPEN, start__gt=now).values(
        "key"
    )
    rows = Shift.objects.in_effect().filter(plan__scheme__uid=scheme_uid, key__in=keys).exclude(key__in=beside)
    return [view_of(row) for row in rows.select_related("assignment__person", "plan").order_by("start", "key")]


def open_requests(person_uid: UUID, *, now: datetime) -> list[RequestView]:
    """What the person is asked and has not answered, about shifts to come, in every scheme; one query."""
    rows = ShiftAnswer.objects.filter(
        person__uid=person_uid,
        answer=ShiftAnswer.Answer.ASKED,
        request__state=ShiftRequest.State.OPEN,
        request__start__gt=now,
    ).select_related("request__scheme", "request__asked_by")
    return [_request_view(row, person_uid, {}) for row in rows.order_by("request__start", "pk")]


def without_holder(
    scheme_uid: UUID, *, now: datetime, days: int = 14, person_uid: UUID | None = None
) -> list[ShiftView]:
    """Shifts to come that somebody has who is away then, in order: they want a cover. One query."""
    rows = (
        Shift.objects.in_effect()
        .held_by_absent()
        .filter(plan__scheme__uid=scheme_uid, start__gt=now, start__lt=end_of_days(now, days))
    )
    if person_uid is not None:
        rows = rows.filter(assignment__person__uid=person_uid)
    return [view_of(row) for row in rows.select_related("assignment__person", "plan").order_by("start", "key")]


def held_by_absent(shift_uids: Collection[UUID]) -> set[UUID]:
    """Those of the shifts whose holder is away then."""
    return set(Shift.objects.filter(uid__in=shift_uids).held_by_absent().values_list("uid", flat=True))


def _circumstances(standing: Standing, shift: Shift, now: datetime) -> Circumstances:
    day = shift.start.astimezone(OSLO).date()
    known_on = now.astimezone(OSLO).date()
    lately = ShiftAnswer.objects.filter(
        person__uid__in=list(standing.problem.person_by_id), request__asked_at__gte=now - ASKED_LATELY
    ).exclude(request__scheme=shift.plan.scheme_id, request__key=shift.key, request__state=ShiftRequest.State.OPEN)
    taken = Count("pk", filter=Q(answer=ShiftAnswer.Answer.YES, request__state=ShiftRequest.State.DONE))
    counts = list(lately.values("person__uid").annotate(asked=Count("pk"), taken=taken).order_by())
    return Circumstances(
        now=now,
        pay=standing.pay_terms(day, known_on),
        asked={str(row["person__uid"]): row["asked"] for row in counts},
        taken={str(row["person__uid"]): row["taken"] for row in counts},
        overtime=standing.overtime,
        split=SplitRule(SHORTEST_PART) if shift.type in MAY_BE_SHARED else None,
    )


def _asked_about(shift: Shift) -> dict[str, tuple[datetime, bool, UUID]]:
    """When each way was last asked about, whether the answer was no, and the uid of the request."""
    rows = ShiftRequest.objects.filter(
        scheme=shift.plan.scheme_id, key=shift.key, state__in=(ShiftRequest.State.OPEN, ShiftRequest.State.DECLINED)
    ).order_by("asked_at")
    return {_code(row): (row.asked_at, row.state == ShiftRequest.State.DECLINED, row.uid) for row in rows}


def _code(row: ShiftRequest) -> str:
    first, *rest = steps_of(row.steps)
    if not rest:
        return str(first.after)
    if rest[0].key == first.key:
        return f"{first.after}/{rest[0].after}/{rest[0].gets.start:%Y%m%dT%H%M}"
    return f"{first.after}+{rest[0].after}+{rest[0].key}"


def _by_name(found: Covers, people: dict[str, Person]) -> list[Refused]:
    return sorted(found.cannot, key=lambda each: people[each.person].name)


def _is_away(shift: Shift) -> bool:
    return Shift.objects.filter(pk=shift.pk).held_by_absent().exists()


def _request_view(row: ShiftAnswer, person_uid: UUID, kinds: dict[str, str]) -> RequestView:
    steps = steps_of(row.request.steps)
    got = [step for step in steps if step.after == person_uid]
    lost = [step for step in steps if step.before == person_uid and step.after != person_uid]
    return RequestView(
        uid=row.request.uid,
        scheme_uid=row.request.scheme.uid,
        gets=tuple(step.gets for step in got),
        loses=tuple(step.span for step in lost),
        state=row.request.state,
        answer=row.answer,
        asked_at=row.request.asked_at,
        asked_by=row.request.asked_by.name,
        scheme_name=row.request.scheme.name,
        overtime_minutes=sum(step.overtime_minutes for step in got),
        gets_kinds=tuple(kinds[step.key] for step in got if step.key in kinds),
        loses_kinds=tuple(kinds[step.key] for step in lost if step.key in kinds),
    )
