"""Leading a scheme and its team: hiring, terms, roles, suppliers, agreements."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from selvstyrt.apps.decisions.services import register_case
from selvstyrt.apps.journal.models import Event
from selvstyrt.apps.people.models import Person, User
from selvstyrt.apps.schemes.access import Right, Role, access_to
from selvstyrt.apps.schemes.convert import agreements_of, contract_of, hours_policy
from selvstyrt.apps.schemes.models import Assignment, SchemeRole, SupplierPeriod
from selvstyrt.apps.schemes.queries import assignments_of, assistant, scheme_view, team
from selvstyrt.apps.schemes.services import (
    AgreementInput,
    TermsInput,
    change_terms,
    end_assignment,
    end_role,
    give_role,
    hire,
    name_skill,
    open_scheme,
    record_agreement,
    set_supplier,
    withdraw_agreement,
)
from selvstyrt.core.base import SelvstyrtError
from selvstyrt.core.worktime.values import AgreementType
from tests.cast import FROM, NOW, Cast

TODAY = NOW.date()
HALF = TermsInput(weekly_minutes=1065)


def hire_siv(cast: Cast, **changes: Any) -> UUID:
    act: dict[str, Any] = {
        "scheme_uid": cast.scheme.uid,
        "name": "Siv",
        "email": "Siv@Example.test",
        "first_day": TODAY,
        "terms": HALF,
        "by": cast.actor(cast.kari),
        "now": NOW,
    }
    return hire(**{**act, **changes})


def test_a_new_assistant_gets_a_login_without_password_and_access_from_the_first_day(cast: Cast) -> None:
    uid = hire_siv(cast)

    siv = Person.objects.get(name="Siv")
    assert not User.objects.get(email="siv@example.test").has_usable_password()
    access = access_to(person_uid=siv.uid, scheme_uid=cast.scheme.uid, on=TODAY)
    assert access is not None
    assert (access.roles, access.assignment_uid) == (frozenset({Role.ASSISTANT}), uid)
    assert access_to(person_uid=siv.uid, scheme_uid=cast.scheme.uid, on=TODAY - timedelta(days=1)) is None


def test_half_of_full_time_is_shown_as_half(cast: Cast) -> None:
    uid = hire_siv(cast)

    view = assistant(cast.scheme.uid, uid)
    assert view is not None
    assert view.per_mille_of_full_time == 500


def test_somebody_with_a_login_keeps_it_and_their_own_name(cast: Cast) -> None:
    uid = hire_siv(cast, name="Wrong name", email="NINA@example.test")

    view = assistant(cast.scheme.uid, uid)
    assert view is not None
    assert (view.name, view.person_uid) == ("Nina", cast.nina.uid)
    assert Person.objects.filter(name="Wrong name").count() == 0


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("assignment_ends_before_start", {"last_day": TODAY - timedelta(days=1)}),
        ("email_malformed", {"email": "siv"}),
        ("text_missing", {"name": "  "}),
        ("text_has_nul", {"name": "S\x00iv"}),
        ("contract_hours_cannot_be_met", {"terms": TermsInput(weekly_minutes=1200, max_weekly_minutes=1000)}),
        ("contract_hours_cannot_be_met", {"terms": TermsInput(weekly_minutes=300, min_weekly_minutes=600)}),
        ("contract_min_above_max", {"terms": TermsInput(1000, min_weekly_minutes=1100, max_weekly_minutes=900)}),
        ("contract_hours_over_limit", {"terms": TermsInput(weekly_minutes=2400, max_weekly_minutes=2600)}),
        ("contract_hours_out_of_range", {"terms": TermsInput(weekly_minutes=0)}),
        ("skill_unknown", {"terms": TermsInput(weekly_minutes=600, skills=("flying",))}),
        ("assistant_already_in_team", {"email": "amal@example.test"}),
        ("scheme_unknown", {"scheme_uid": uuid4()}),
    ],
)
def test_a_contract_that_contradicts_itself_is_refused_and_nobody_is_hired(
    cast: Cast, code: str, changes: dict[str, Any]
) -> None:
    before = (Assignment.objects.count(), Person.objects.count(), Event.objects.count())
    with pytest.raises(SelvstyrtError) as refusal:
        hire_siv(cast, **changes)

    assert refusal.value.code == code
    assert (Assignment.objects.count(), Person.objects.count(), Event.objects.count()) == before


def test_an_assistant_who_leaves_loses_the_scheme_but_keeps_own_history(cast: Cast) -> None:
    end_assignment(assignment_uid=cast.amal_assignment.uid, last_day=TODAY, by=cast.actor(cast.kari), now=NOW)

    assert access_to(person_uid=cast.amal.uid, scheme_uid=cast.scheme.uid, on=TODAY) is not None
    after = access_to(person_uid=cast.amal.uid, scheme_uid=cast.scheme.uid, on=TODAY + timedelta(days=1))
    assert after is not None
    assert (after.may(Right.SEE_OWN_PAY), after.may(Right.SEE_PLAN), after.may(Right.SEE_TEAM)) == (True, False, False)
    assert [own.last_day for own in assignments_of(cast.amal.uid)] == [TODAY]


def test_an_assignment_cannot_end_before_it_started(cast: Cast) -> None:
    with pytest.raises(SelvstyrtError) as refusal:
        end_assignment(
            assignment_uid=cast.amal_assignment.uid,
            last_day=FROM - timedelta(days=1),
            by=cast.actor(cast.kari),
            now=NOW,
        )
    assert refusal.value.code == "assignment_ends_before_start"


def test_changed_terms_are_what_the_working_time_rules_see(cast: Cast) -> None:
    name_skill(scheme_uid=cast.scheme.uid, name="kjører bil", by=cast.actor(cast.kari), now=NOW)
    terms = TermsInput(weekly_minutes=900, skills=("kjører bil",), tariff_bound=False)
    change_terms(assignment_uid=cast.amal_assignment.uid, terms=terms, by=cast.actor(cast.liv), now=NOW)

    row = Assignment.objects.select_related("person").get(pk=cast.amal_assignment.pk)
    contract = contract_of(row)
    assert (contract.agreed_weekly_minutes, contract.tariff_bound) == (900, False)
    assert contract.weekly_limit_minutes == 2130
    view = assistant(cast.scheme.uid, row.uid)
    assert view is not None
    assert view.skills == ("kjører bil",)
    event = Event.objects.get(act="change_terms")
    assert event.facts == {"weekly_minutes_before": 1065, "weekly_minutes": 900}


def test_naming_a_skill_twice_gives_one_skill(cast: Cast) -> None:
    act = {"scheme_uid": cast.scheme.uid, "by": cast.actor(cast.kari), "now": NOW}
    assert name_skill(name="Forflytning", **act) == "Forflytning"
    assert name_skill(name=" forflytning ", **act) == "Forflytning"
    assert scheme_view(cast.scheme.uid, on=TODAY).skills == ("Forflytning",)


def test_the_only_work_leader_cannot_leave_before_another_has_come(cast: Cast) -> None:
    act: dict[str, Any] = {"scheme_uid": cast.scheme.uid, "role": "work_leader", "by": cast.actor(cast.liv), "now": NOW}
    with pytest.raises(SelvstyrtError) as refusal:
        end_role(person_uid=cast.kari.uid, last_day=TODAY, **act)
    assert refusal.value.code == "scheme_needs_leader"

    give_role(person_uid=cast.ola.uid, first_day=TODAY, **act)
    end_role(person_uid=cast.kari.uid, last_day=TODAY, **act)
    tomorrow = TODAY + timedelta(days=1)
    assert access_to(person_uid=cast.kari.uid, scheme_uid=cast.scheme.uid, on=tomorrow) is None


def test_a_role_is_given_once(cast: Cast) -> None:
    with pytest.raises(SelvstyrtError) as refusal:
        give_role(
            scheme_uid=cast.scheme.uid,
            person_uid=cast.ola.uid,
            role="co_leader",
            first_day=TODAY,
            by=cast.actor(cast.kari),
            now=NOW,
        )
    assert refusal.value.code == "role_held_already"
    assert SchemeRole.objects.filter(scheme=cast.scheme, person=cast.ola).count() == 1


def test_a_new_supplier_ends_the_one_before_the_day_before(cast: Cast) -> None:
    first = TODAY + timedelta(days=30)
    set_supplier(
        scheme_uid=cast.scheme.uid,
        organisation_uid=cast.other_supplier.uid,
        first_day=first,
        by=cast.actor(cast.liv),
        now=NOW,
    )
    days = list(SupplierPeriod.objects.filter(scheme=cast.scheme).order_by("first_day").values_list("last_day"))
    assert days == [(first - timedelta(days=1),), (None,)]
    assert access_to(person_uid=cast.liv.uid, scheme_uid=cast.scheme.uid, on=first) is None


def test_a_supplier_cannot_start_before_the_newest_one(cast: Cast) -> None:
    with pytest.raises(SelvstyrtError) as refusal:
        set_supplier(
            scheme_uid=cast.scheme.uid,
            organisation_uid=cast.other_supplier.uid,
            first_day=FROM,
            by=cast.actor(cast.liv),
            now=NOW,
        )
    assert refusal.value.code == "supplier_not_newest"


def test_an_agreement_counts_from_its_first_day_to_its_last(cast: Cast) -> None:
    uid = record_agreement(
        assignment_uid=cast.amal_assignment.uid,
        agreement=AgreementInput("averaging_union_local", signed_on=TODAY, first_day=TODAY, period_weeks=52),
        by=cast.actor(cast.liv),
        now=NOW,
    )
    withdraw_agreement(agreement_uid=uid, last_day=TODAY + timedelta(days=9), by=cast.actor(cast.liv), now=NOW)

    row = Assignment.objects.get(pk=cast.amal_assignment.pk)
    newest = agreements_of(row)[-1]
    assert newest.type is AgreementType.AVERAGING_UNION_LOCAL
    assert (newest.valid_from, newest.valid_to) == (TODAY, TODAY + timedelta(days=9))
    view = assistant(cast.scheme.uid, row.uid)
    assert view is not None
    assert len(view.agreements_on(TODAY)) == 3
    assert len(view.agreements_on(TODAY + timedelta(days=10))) == 2


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("agreement_type_unknown", {"type": "handshake"}),
        ("agreement_ends_before_start", {"last_day": TODAY - timedelta(days=1)}),
        ("agreement_period_out_of_range", {"period_weeks": 53}),
    ],
)
def test_an_agreement_that_contradicts_itself_is_refused(cast: Cast, code: str, changes: dict[str, Any]) -> None:
    fields: dict[str, Any] = {"type": "averaging_individual", "signed_on": TODAY, "first_day": TODAY, **changes}
    with pytest.raises(SelvstyrtError) as refusal:
        record_agreement(
            assignment_uid=cast.amal_assignment.uid,
            agreement=AgreementInput(**fields),
            by=cast.actor(cast.liv),
            now=NOW,
        )
    assert refusal.value.code == code


def test_a_scheme_opens_with_supplier_leader_and_a_policy_for_its_hours(cast: Cast) -> None:
    act = {"by": cast.actor(cast.liv), "now": NOW}
    case = register_case(owner_uid=cast.per.uid, municipality_uid=cast.municipality.uid, reference="2026/9", **act)
    uid = open_scheme(
        name="Fossen",
        case_uid=case,
        supplier_uid=cast.supplier.uid,
        leader_uid=cast.per.uid,
        started_on=TODAY,
        **act,
    )
    view = scheme_view(uid, on=TODAY)
    assert (view.supplier, [leader.name for leader in view.leaders]) == ("Assistansen SA", ["Per"])
    assert hours_policy(uid, on=TODAY).passive_factor == Decimal(1)
    with pytest.raises(SelvstyrtError) as refusal:
        open_scheme(
            name="Fossen",
            case_uid=case,
            supplier_uid=cast.supplier.uid,
            leader_uid=cast.per.uid,
            started_on=TODAY,
            **act,
        )
    assert refusal.value.code == "case_has_scheme"


def test_no_policy_for_the_hours_is_an_error_and_never_a_guess(cast: Cast) -> None:
    with pytest.raises(SelvstyrtError) as refusal:
        hours_policy(cast.scheme.uid, on=FROM - timedelta(days=1))
    assert refusal.value.code == "no_hours_policy"


def test_the_team_takes_three_queries(cast: Cast, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(3):
        members = team(cast.scheme.uid, on=TODAY)
    assert [member.name for member in members] == ["Amal", "Jonas"]


def test_an_assistant_of_another_scheme_is_not_found_here(cast: Cast) -> None:
    assert assistant(cast.scheme.uid, cast.jonas_other_assignment.uid) is None
