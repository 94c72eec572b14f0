"""Pages of decisions, team and needs: what they show, what they refuse, and that nothing is lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from selvstyrt.apps.decisions.models import Decision
from selvstyrt.apps.hours.models import LedgerEntry
from selvstyrt.apps.plans.models import Absence, NeedDate, NeedPattern
from selvstyrt.apps.plans.needs_queries import needs_of
from selvstyrt.apps.schemes.models import Assignment, Skill, WorkTimeAgreement
from selvstyrt.core.worktime import AgreementType
from selvstyrt.faces.web.plans import texts
from selvstyrt.faces.web.scheme import words
from tests.cast import Cast
from tests.faces.web.scheme import building


def logged_in(person: Any) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def url(cast: Cast, name: str, **kwargs: Any) -> str:
    return reverse(name, kwargs={"scheme_uid": cast.scheme.uid, **kwargs})


def errors(answer: Any, field: str) -> str:
    assert answer.status_code == 422
    return " ".join(answer.context["form"].errors.get(field, []))


# Decisions


def test_a_new_decision_is_saved_with_its_grants(cast: Cast) -> None:
    typed = {**building.decision_typed(cast), "practical": "37,5", "respite": "2:30"}
    answer = logged_in(cast.kari).post(url(cast, "decision_new"), typed, follow=True)

    page = answer.content.decode()
    assert "40\u00a0t i uken" in page
    assert "Slik er det regnet ut" in page
    assert "Gjelder nå" in page
    assert LedgerEntry.objects.filter(scheme=cast.scheme, decision_line__decision__first_day=date(2026, 5, 6)).exists()


def test_the_decision_before_is_shown_as_superseded(cast: Cast) -> None:
    client = logged_in(cast.kari)
    client.post(url(cast, "decision_new"), building.decision_typed(cast))

    page = client.get(url(cast, "decisions")).content.decode()
    assert "Avløst av et nyere" in page
    assert "5. mai 2026" in page


@pytest.mark.parametrize(
    ("field", "changes", "text"),
    [
        ("last_day", {"last_day": "01.05.2026"}, "slutter før det starter"),
        ("first_day", {"first_day": "01.01.2026"}, "finnes et vedtak fra torsdag 1. januar 2026"),
        ("first_day", {"first_day": "31.2.2026"}, "finnes ikke i kalenderen"),
        ("first_day", {"first_day": "i fjor"}, "dd.mm.åååå"),
        ("first_day", {"first_day": ""}, "Fyll ut dette feltet."),
        ("practical", {"practical": ""}, "minst én tjeneste"),
        ("practical", {"practical": "0"}, "flere enn 0 timer"),
        ("practical", {"practical": "mange"}, "som et tall"),
        ("__all__", {"practical": "337"}, "to assistenter"),
        ("extra_minutes", {"extra_service": "respite"}, "timer, første dag og siste dag"),
        ("extra_first_day", {"extra_service": "respite", "extra_minutes": "3", "extra_first_day": "1.1.2026",
                             "extra_last_day": "1.6.2026"}, "mellom vedtakets første og siste dag"),
        ("note", {"note": "a\x00b"}, "tegn som ikke kan lagres"),
        ("note", {"note": "x" * 5001}, "Det er plass til 5000"),
    ],
)  # fmt: skip
def test_a_wrong_decision_is_refused_at_the_field_and_keeps_what_was_typed(
    cast: Cast, field: str, changes: dict[str, str], text: str
) -> None:
    typed = {**building.decision_typed(cast), **changes}
    answer = logged_in(cast.kari).post(url(cast, "decision_new"), typed)

    assert text in errors(answer, field)
    assert 'value="20.04.2026"' in answer.content.decode()
    assert Decision.objects.filter(case=cast.scheme.case).count() == 1


def test_a_note_of_five_megabytes_is_refused_without_falling_over(cast: Cast) -> None:
    typed = {**building.decision_typed(cast), "note": "x" * 5_000_000}
    answer = logged_in(cast.kari).post(url(cast, "decision_new"), typed)

    assert answer.status_code in {400, 413, 422}
    assert Decision.objects.filter(case=cast.scheme.case).count() == 1


def test_a_corrected_decision_points_to_the_one_that_counts(cast: Cast) -> None:
    client = logged_in(cast.liv)
    typed = {**building.decision_typed(cast), "first_day": "01.01.2026", "practical": "30"}
    page = client.get(url(cast, "decision_correct", corrects=cast.decision.uid)).content.decode()
    assert 'value="38"' in page

    client.post(url(cast, "decision_correct", corrects=cast.decision.uid), typed)
    wrong = client.get(url(cast, "decision", decision_uid=cast.decision.uid)).content.decode()
    assert "registrert feil og teller ikke" in wrong
    again = client.post(url(cast, "decision_correct", corrects=cast.decision.uid), typed)
    assert "Noen har rettet dette vedtaket før deg." in errors(again, "__all__")


def test_a_decision_of_another_scheme_is_not_found_here(cast: Cast) -> None:
    other = Decision.objects.get(case=cast.other_scheme.case)

    for name, key in (("decision", "decision_uid"), ("decision_correct", "corrects")):
        assert logged_in(cast.kari).get(url(cast, name, **{key: other.uid})).status_code == 404


# Team


def test_a_new_assistant_gets_a_mail_and_chooses_a_password(cast: Cast) -> None:
    answer = logged_in(cast.kari).post(url(cast, "team_new"), building.hire_typed(cast), follow=True)

    assert "Invitasjonen er sendt til siv@example.test." in answer.content.decode()
    assert "50\u00a0%" in answer.content.decode() or "50 %" in answer.content.decode()
    (letter,) = mail.outbox
    assert letter.to == ["siv@example.test"]
    path = next(line for line in letter.body.splitlines() if "://" in line).split("testserver", 1)[1]
    client = Client()
    page = client.get(path, follow=True)
    chosen = "en-helt-ny-setning-om-elva"
    client.post(page.request["PATH_INFO"], {"password1": chosen, "password2": chosen})
    entered = client.post(reverse("account_login"), {"login": "siv@example.test", "password": chosen})
    assert entered["Location"] == "/"


def test_someone_with_an_account_is_not_sent_a_password_mail(cast: Cast) -> None:
    typed = {**building.hire_typed(cast), "email": "nina@example.test"}
    logged_in(cast.kari).post(url(cast, "team_new"), typed)

    assert mail.outbox == []
    assert Assignment.objects.filter(scheme=cast.scheme, person=cast.nina).count() == 1


@pytest.mark.parametrize(
    ("field", "changes", "text"),
    [
        ("email", {"email": "siv"}, "navn@sted.no"),
        ("email", {"email": "amal@example.test"}, "i teamet allerede"),
        ("last_day", {"last_day": "30.11.2026"}, "før den første"),
        ("weekly_minutes", {"share": ""}, "timer i uken eller stillingsprosent"),
        ("weekly_minutes", {"share": "120"}, "Det går ikke når hver uke"),
        ("weekly_minutes", {"min_weekly_minutes": "30"}, "Det går ikke når hver uke"),
        ("share", {"share": "halv"}, "prosenten som et tall"),
        ("name", {"name": ""}, "Fyll ut dette feltet."),
        ("language", {"language": "se"}, "Velg en av mulighetene."),
    ],
)
def test_wrong_terms_are_refused_at_the_field(cast: Cast, field: str, changes: dict[str, str], text: str) -> None:
    typed = {**building.hire_typed(cast), **changes}
    answer = logged_in(cast.kari).post(url(cast, "team_new"), typed)

    assert text in errors(answer, field)
    assert Assignment.objects.filter(scheme=cast.scheme).count() == 2
    assert mail.outbox == []


def test_changing_the_share_alone_changes_the_hours(cast: Cast) -> None:
    typed = {"share": "40", "weekly_minutes": "17:45", "full_time_minutes": "35,5", "max_weekly_minutes": "35,5"}
    logged_in(cast.kari).post(url(cast, "assistant_terms", assignment_uid=cast.amal_assignment.uid), typed)

    cast.amal_assignment.refresh_from_db()
    assert cast.amal_assignment.weekly_minutes == 852


def test_leaders_see_that_somebody_is_away_but_not_why(cast: Cast) -> None:
    building.absence_of_amal(cast)
    Absence.objects.update(kind="sick")
    card = url(cast, "assistant", assignment_uid=cast.amal_assignment.uid)

    assert "Sykefravær" not in logged_in(cast.kari).get(card).content.decode()
    assert "Borte" in logged_in(cast.kari).get(card).content.decode()
    assert "Sykefravær" in logged_in(cast.liv).get(card).content.decode()
    form = logged_in(cast.kari).get(url(cast, "absence_new", assignment_uid=cast.amal_assignment.uid))
    assert "Sykefravær" not in form.content.decode()


def test_only_the_person_removes_what_another_scheme_relies_on(cast: Cast) -> None:
    jonas = {"assignment_uid": cast.jonas_assignment.uid}
    logged_in(cast.kari).post(url(cast, "absence_new", **jonas), building.absence_typed(cast))
    absence = Absence.objects.get(person=cast.jonas)
    removal = {"kind": "fravaer", "item_uid": absence.uid}

    assert logged_in(cast.kari).post(url(cast, "availability_remove", **jonas, **removal)).status_code == 403
    assert Absence.objects.count() == 1
    logged_in(cast.jonas).post(reverse("own_availability_remove", kwargs=removal))
    assert Absence.objects.count() == 0


def test_the_card_of_an_assistant_of_another_scheme_is_not_found(cast: Cast) -> None:
    for name in ("assistant", "assistant_terms", "absence_new", "wish_new"):
        address = url(cast, name, assignment_uid=cast.jonas_other_assignment.uid)
        assert logged_in(cast.kari).get(address).status_code == 404


def test_an_agreement_is_recorded_by_the_coordinator(cast: Cast) -> None:
    address = url(cast, "agreement_new", assignment_uid=cast.amal_assignment.uid)
    before = WorkTimeAgreement.objects.count()
    answer = logged_in(cast.liv).post(address, {**building.agreement_typed(cast), "period_weeks": "60"})
    assert "mellom 1 og 52 uker" in errors(answer, "period_weeks")

    logged_in(cast.liv).post(address, building.agreement_typed(cast))
    assert WorkTimeAgreement.objects.count() == before + 1


@pytest.mark.parametrize("kind", AgreementType)
def test_every_agreement_that_the_rules_know_can_be_recorded_and_read(cast: Cast, kind: AgreementType) -> None:
    typed = {**building.agreement_typed(cast), "type": kind.value}
    address = url(cast, "agreement_new", assignment_uid=cast.amal_assignment.uid)
    assert logged_in(cast.liv).post(address, typed).status_code == 302

    page = logged_in(cast.liv).get(url(cast, "assistant", assignment_uid=cast.amal_assignment.uid)).content.decode()
    assert str(words.AGREEMENTS[kind.value]) in page
    assert words.PROVISIONS[kind.value] in page
    assert kind.value in texts.AGREEMENTS


def test_the_only_work_leader_is_told_to_find_another_first(cast: Cast) -> None:
    address = url(cast, "role_end", person_uid=cast.kari.uid, role="work_leader")
    answer = logged_in(cast.liv).post(address, building.last_day_typed(cast))

    assert "Gi rollen til en annen først." in errors(answer, "__all__")


# Needs


def test_a_saved_need_gives_its_shifts_and_the_page_says_how_many_hours(cast: Cast) -> None:
    client = logged_in(cast.kari)
    Skill.objects.create(scheme=cast.scheme, name="kjører bil")
    client.post(url(cast, "need_new"), {**building.pattern_typed(cast), "skills": ["kjører bil"]})

    week = needs_of(scheme_uid=cast.scheme.uid, first_day=date(2027, 1, 4), last_day=date(2027, 1, 10))
    assert [(need.day.day, need.skills) for need in week] == [(4, ("kjører bil",)), (5, ("kjører bil",))]
    assert "mandag, tirsdag" in client.get(url(cast, "needs")).content.decode()


def test_trying_a_need_shows_what_it_gives_and_saves_nothing(cast: Cast) -> None:
    typed = {**building.pattern_typed(cast), "preview": "1"}
    page = logged_in(cast.kari).post(url(cast, "need_new"), typed).content.decode()

    assert "8 vakter" in page
    assert "16\u00a0t i uken" in page
    assert "mot 38\u00a0t i vedtaket" in page
    assert NeedPattern.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "changes", "text"),
    [
        ("weekdays", {"weekdays": []}, "minst én ukedag"),
        ("last_day", {"last_day": "01.01.2027"}, "slutter før det starter"),
        ("starts_at", {"starts_at": "25"}, "tt:mm"),
        ("passive_minutes", {"passive_minutes": "9"}, "lengre enn vakten"),
        ("break_minutes", {"break_minutes": "8"}, "kortere enn vakten"),
        ("type", {"type": "nap"}, "Velg en av mulighetene."),
    ],
)
@pytest.mark.parametrize("act", ["save", "preview"])
def test_a_need_that_contradicts_itself_is_refused_at_the_field(
    cast: Cast, field: str, changes: dict[str, Any], text: str, act: str
) -> None:
    typed = {**building.pattern_typed(cast), **changes, act: "1"}
    answer = logged_in(cast.kari).post(url(cast, "need_new"), typed)

    assert text in errors(answer, field)
    assert NeedPattern.objects.count() == 0


def test_the_night_of_the_clock_change_is_told_with_a_way_to_mend_it(cast: Cast) -> None:
    client = logged_in(cast.kari)
    typed = {**building.pattern_typed(cast), "weekdays": ["6"], "starts_at": "02:30", "ends_at": "08",
             "first_day": "08.03.2027", "preview": "1"}  # fmt: skip
    page = client.post(url(cast, "need_new"), typed).content.decode()
    assert "Klokken 02:30 finnes ikke søndag 28. mars 2027" in page

    mended = {"change": "add", "name": "Kort natt", "type": "night", "first_day": "28.03.2027", "assistants": "1"}
    refused = client.post(url(cast, "need_date_new"), {**mended, "starts_at": "02:30", "ends_at": "08"})
    assert "finnes ikke" in errors(refused, "starts_at")
    assert client.post(url(cast, "need_date_new"), {**mended, "starts_at": "03", "ends_at": "08"}).status_code == 302
    assert NeedDate.objects.count() == 1


def test_a_time_that_comes_twice_is_asked_about(cast: Cast) -> None:
    client = logged_in(cast.kari)
    typed = {"change": "add", "name": "Natt", "type": "night", "first_day": "25.10.2026", "starts_at": "02:30",
             "ends_at": "08", "assistants": "1"}  # fmt: skip
    assert "to ganger" in errors(client.post(url(cast, "need_date_new"), typed), "which")

    client.post(url(cast, "need_date_new"), {**typed, "which": "second"})
    (need,) = needs_of(scheme_uid=cast.scheme.uid, first_day=date(2026, 10, 25), last_day=date(2026, 10, 25))
    assert need.span.minutes == 330


def test_other_times_on_some_days_keep_the_rest_of_the_pattern(cast: Cast) -> None:
    uid = building.add_day_pattern(cast)
    typed = {"change": "instead", "pattern": str(uid), "name": "Legetime", "first_day": "04.01.2027",
             "starts_at": "10", "ends_at": "14", "assistants": "1"}  # fmt: skip
    logged_in(cast.kari).post(url(cast, "need_date_new"), typed)

    found = needs_of(scheme_uid=cast.scheme.uid, first_day=date(2027, 1, 4), last_day=date(2027, 1, 5))
    assert [(need.day.day, need.type, need.span.minutes) for need in found] == [(4, "day", 240), (5, "day", 480)]


def test_a_need_of_another_scheme_is_not_found_here(cast: Cast) -> None:
    uid = building.add_day_pattern(cast)
    for name in ("need_edit", "need_remove"):
        address = reverse(name, kwargs={"scheme_uid": cast.other_scheme.uid, "pattern_uid": uid})
        assert logged_in(cast.nina).get(address).status_code == 404
        assert logged_in(cast.nina).post(address, building.pattern_typed(cast)).status_code == 404
    assert NeedPattern.objects.filter(uid=uid, name="Dag").count() == 1
