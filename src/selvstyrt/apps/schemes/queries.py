"""Questions about schemes: who leads, who supplies, who works and on which terms."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from selvstyrt.apps.schemes.convert import grant_lines
from selvstyrt.apps.schemes.models import Assignment, Scheme, SchemeRole, SupplierPeriod, WorkTimeAgreement
from selvstyrt.core.base import Step, WrongInput, year_range
from selvstyrt.core.hours import grant_minutes, grant_steps


@dataclass(frozen=True, slots=True)
class LeaderView:
    """A person with a leading role on the day (leder)."""

    person_uid: UUID
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class SchemeView:
    """A scheme as a page's heading shows it (ordning)."""

    uid: UUID
    name: str
    state: str
    started_on: date
    case_uid: UUID
    owner_uid: UUID
    owner_name: str
    municipality: str
    supplier: str
    leaders: tuple[LeaderView, ...]
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgreementView:
    """A working-time agreement on record (arbeidstidsavtale)."""

    uid: UUID
    type: str
    written: bool
    signed_on: date
    first_day: date
    last_day: date | None
    period_weeks: int | None
    compensatory_rest: bool
    min_daily_minutes: int | None
    min_weekly_minutes: int | None
    max_24h_minutes: int | None
    individual_consent: bool
    decision: bool

    def holds(self, day: date) -> bool:
        """True when it is in force on the day."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True, slots=True)
class AssistantView:
    """An assistant's assignment with its terms (assistent i ordningen); no wages, no other scheme."""

    uid: UUID
    person_uid: UUID
    name: str
    email: str
    phone: str
    language: str
    has_password: bool
    first_day: date
    last_day: date | None
    weekly_minutes: int
    min_weekly_minutes: int
    max_weekly_minutes: int
    full_time_minutes: int
    weekly_limit_minutes: int
    tariff: str
    tariff_bound: bool
    seniority_from: date | None
    skills: tuple[str, ...]
    agreements: tuple[AgreementView, ...]

    @property
    def per_mille_of_full_time(self) -> int:
        """The share of a full week, in per mille, rounded half up."""
        return (self.weekly_minutes * 2000 + self.full_time_minutes) // (2 * self.full_time_minutes)

    @property
    def percent(self) -> Decimal:
        """The share of a full week in per cent, with at most one decimal."""
        return Decimal(self.per_mille_of_full_time) / 10

    def works_on(self, day: date) -> bool:
        """True when the assignment holds on the day."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    def agreements_on(self, day: date) -> tuple[AgreementView, ...]:
        """The agreements in force on the day."""
        return tuple(agreement for agreement in self.agreements if agreement.holds(day))


def _on(day: date) -> Q:
    return Q(first_day__lte=day) & (Q(last_day=None) | Q(last_day__gte=day))


def scheme_view(scheme_uid: UUID, *, on: date) -> SchemeView:
    """The scheme with its leaders and its supplier on the day; four queries.

    Raises: WrongInput `scheme_unknown`.
    """
    scheme = Scheme.objects.select_related("case__owner", "case__municipality").filter(uid=scheme_uid).first()
    if scheme is None:
        raise WrongInput("scheme_unknown", f"There is no scheme {scheme_uid}.", scheme=scheme_uid)
    roles = SchemeRole.objects.filter(_on(on), scheme=scheme).select_related("person").order_by("-role", "person__name")
    supplier = SupplierPeriod.objects.filter(_on(on), scheme=scheme).select_related("organisation").first()
    return SchemeView(
        uid=scheme.uid,
        name=scheme.name,
        state=scheme.state,
        started_on=scheme.started_on,
        case_uid=scheme.case.uid,
        owner_uid=scheme.case.owner.uid,
        owner_name=scheme.case.owner.name,
        municipality=scheme.case.municipality.name,
        supplier=supplier.organisation.name if supplier else "",
        leaders=tuple(LeaderView(role.person.uid, role.person.name, role.role) for role in roles),
        skills=tuple(scheme.skills.order_by("name").values_list("name", flat=True)),
    )


def skills_of(scheme_uid: UUID) -> tuple[str, ...]:
    """The names of the scheme's skills, in order."""
    return tuple(
        Scheme.objects.filter(uid=scheme_uid, skills__isnull=False)
        .order_by("skills__name")
        .values_list("skills__name", flat=True)
    )


def team(scheme_uid: UUID, *, on: date | None = None) -> list[AssistantView]:
    """The assistants of the scheme by name: those who work on the day, or all there ever were; three queries."""
    rows = Assignment.objects.filter(scheme__uid=scheme_uid)
    if on is not None:
        rows = rows.filter(_on(on))
    return _views(list(rows.select_related("person__user").order_by("person__name", "first_day")))


def team_from(scheme_uid: UUID, *, day: date) -> list[AssistantView]:
    """The assistants who work on the day or begin later."""
    rows = Assignment.objects.filter(Q(last_day=None) | Q(last_day__gte=day), scheme__uid=scheme_uid)
    return _views(list(rows.select_related("person__user").order_by("person__name", "first_day")))


def assistant(scheme_uid: UUID, assignment_uid: UUID) -> AssistantView | None:
    """One assistant of this scheme; None when the id belongs to another scheme or to nobody."""
    rows = Assignment.objects.filter(scheme__uid=scheme_uid, uid=assignment_uid).select_related("person__user")
    return next(iter(_views(list(rows))), None)


@dataclass(frozen=True, slots=True)
class OwnAssignment:
    """One's own assignment, also one that has ended (eget oppdrag)."""

    uid: UUID
    scheme_uid: UUID
    scheme_name: str
    first_day: date
    last_day: date | None
    weekly_minutes: int


def assignments_of(person_uid: UUID) -> list[OwnAssignment]:
    """All assignments of a person in all schemes, newest first: for that person alone."""
    rows = (
        Assignment.objects.filter(person__uid=person_uid)
        .order_by("-first_day", "pk")
        .values_list("uid", "scheme__uid", "scheme__name", "first_day", "last_day", "weekly_minutes")
    )
    return [OwnAssignment(*row) for row in rows]


def _views(rows: list[Assignment]) -> list[AssistantView]:
    agreements: dict[int, list[AgreementView]] = defaultdict(list)
    for row in WorkTimeAgreement.objects.filter(assignment__in=rows).order_by("first_day", "pk"):
        agreements[row.assignment_id].append(_agreement_view(row))
    skills: dict[int, list[str]] = defaultdict(list)
    through = Assignment.skills.through.objects.filter(assignment__in=rows).order_by("skill__name")
    for assignment_id, name in through.values_list("assignment_id", "skill__name"):
        skills[assignment_id].append(name)
    return [_view(row, tuple(skills[row.pk]), tuple(agreements[row.pk])) for row in rows]


def _agreement_view(row: WorkTimeAgreement) -> AgreementView:
    return AgreementView(
        uid=row.uid,
        type=row.type,
        written=row.written,
        signed_on=row.signed_on,
        first_day=row.first_day,
        last_day=row.last_day,
        period_weeks=row.period_weeks,
        compensatory_rest=row.compensatory_rest,
        min_daily_minutes=row.min_daily_minutes,
        min_weekly_minutes=row.min_weekly_minutes,
        max_24h_minutes=row.max_24h_minutes,
        individual_consent=row.individual_consent,
        decision=row.decision,
    )


def _view(row: Assignment, skills: tuple[str, ...], agreements: tuple[AgreementView, ...]) -> AssistantView:
    user = getattr(row.person, "user", None)
    return AssistantView(
        uid=row.uid,
        person_uid=row.person.uid,
        name=row.person.name,
        email=row.person.email,
        phone=row.person.phone,
        language=row.person.language,
        has_password=user is not None and user.has_usable_password(),
        first_day=row.first_day,
        last_day=row.last_day,
        weekly_minutes=row.weekly_minutes,
        min_weekly_minutes=row.min_weekly_minutes,
        max_weekly_minutes=row.max_weekly_minutes,
        full_time_minutes=row.full_time_minutes,
        weekly_limit_minutes=row.weekly_limit_minutes,
        tariff=row.tariff,
        tariff_bound=row.tariff_bound,
        seniority_from=row.seniority_from,
        skills=skills,
        agreements=agreements,
    )


def case_uid_of(scheme_uid: UUID) -> UUID:
    """The case that the scheme stands on."""
    uid: UUID = Scheme.objects.values_list("case__uid", flat=True).get(uid=scheme_uid)
    return uid


@dataclass(frozen=True, slots=True)
class YearGrant:
    """What decisions grant over a calendar year, with the steps (tildeling i et år)."""

    minutes: int
    steps: tuple[Step, ...]


def granted_in_year(scheme_uid: UUID, year: int, *, decision_uid: UUID | None = None) -> YearGrant:
    """Minutes granted in the year by all decisions in force, or by one of them."""
    lines = [line for line in grant_lines(scheme_uid) if decision_uid is None or line.decision == str(decision_uid)]
    days = year_range(year)
    return YearGrant(grant_minutes(lines, days), grant_steps(lines, days))


def weekly_grant(scheme_uid: UUID, *, on: date) -> int:
    """Minutes a week that the decisions grant on the day; 0 when none is in force."""
    return sum(line.weekly_minutes for line in grant_lines(scheme_uid) if on in line.days)
