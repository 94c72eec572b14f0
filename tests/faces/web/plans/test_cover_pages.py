"""Pages for covers, questions and longer absences: what each role sees and may do."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from selvstyrt.apps.journal.models import Event
from selvstyrt.apps.people.models import Person
from selvstyrt.apps.plans.models import Absence, PlanVersion, Shift, ShiftRequest
from selvstyrt.core.base import Span
from selvstyrt.faces.web.amounts import day_text
from tests.cast import Cast, make_assignment, make_person
from tests.faces.web.plans import building
from tests.faces.web.plans.building import address as url
from tests.faces.web.plans.building import logged_in


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def sara(cast: Cast) -> Person:
    person = make_person("Sara")
    person.phone = "900 00 000"
    person.save(update_fields=["phone"])
    make_assignment(cast.scheme, person, 710)
    return person


def holder(cast: Cast, key: str) -> str:
    shift = Shift.objects.in_effect().get(plan__scheme=cast.scheme, key=key)
    return shift.assignment.person.name if shift.assignment is not None else ""


def test_the_list_tells_who_can_why_what_it_costs_and_how_to_reach_them(cast: Cast) -> None:
    sara(cast)
    first = building.first_shift(building.somebody_away(cast))
    page = text(logged_in(cast.kari).get(url(cast, "cover", shift_uid=first.uid)))
    assert "Amal er borte." in page
    assert "Deltid, har førsterett til ekstra vakter" in page
    assert re.search(r"Lønn: omtrent 1\s400\skr\.", page), "the work leader sees no wage to the øre"
    assert 'href="tel:90000000"' in page
    assert 'href="sms:90000000?body=Kan%20du%20ta%20en%20vakt' in page
    assert "Spør alle 2 på e-post" in page


def test_the_hours_beyond_the_contract_are_those_of_named_days(cast: Cast) -> None:
    plan = building.somebody_away(cast)
    first, last = day_text(plan.first_day, "plain"), day_text(plan.last_day, "plain")
    page = text(logged_in(cast.kari).get(url(cast, "cover", shift_uid=building.first_shift(plan).uid)))
    assert re.search(rf"på timene i kontrakten fra {first} til {last}|mer enn kontrakten fra {first} til {last}", page)


def test_a_question_that_was_just_sent_is_not_told_as_an_earlier_one(cast: Cast) -> None:
    person = sara(cast)
    first = building.first_shift(building.somebody_away(cast))
    client = logged_in(cast.kari)
    page = text(client.post(url(cast, "ask_cover", shift_uid=first.uid), {"cover": str(person.uid)}, follow=True))
    assert "siste fire uker" not in page
    logged_in(person).post(url(cast, "shift_request", request_uid=ShiftRequest.objects.get().uid), {"answer": "no"})
    assert "Spurt 1 gang siste fire uker" in text(client.get(url(cast, "cover", shift_uid=first.uid))).replace(
        "spurt 1", "Spurt 1"
    )


def test_who_cannot_is_told_with_the_reason(cast: Cast) -> None:
    first = building.first_shift(building.somebody_away(cast))
    Absence.objects.create(person=cast.jonas, kind="busy", start=first.start, end=first.end)
    page = text(logged_in(cast.kari).get(url(cast, "cover", shift_uid=first.uid)))
    assert "Ingen kan ta hele vakten innenfor vanlig arbeidstid." in page
    assert "<strong>Jonas</strong>: er borte da" in page


def test_asking_sends_mail_with_the_address_of_the_question(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    person = sara(cast)
    first = building.first_shift(building.somebody_away(cast))
    client = logged_in(cast.kari)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(url(cast, "ask_cover", shift_uid=first.uid), {"cover": str(person.uid)}, follow=True)
    assert "Spørsmålet er sendt." in text(answer)
    assert "spurt" in text(answer)
    request = ShiftRequest.objects.get()
    (sent,) = mail.outbox
    assert sent.to == ["sara@example.test"]
    assert url(cast, "shift_request", request_uid=request.uid) in sent.body
    assert "Amal" not in sent.body


def test_yes_changes_the_plan_and_a_second_yes_is_told_kindly(cast: Cast) -> None:
    person = sara(cast)
    first = building.first_shift(building.somebody_away(cast))
    logged_in(cast.kari).post(
        url(cast, "ask_cover", shift_uid=first.uid), {"cover": [str(person.uid), str(cast.jonas.uid)]}
    )
    by_name = {request.answers.get().person.name: request for request in ShiftRequest.objects.all()}
    address = {name: url(cast, "shift_request", request_uid=request.uid) for name, request in by_name.items()}
    client = logged_in(person)
    assert "Kan du ta en vakt" in text(client.get(url(cast, "scheme")))
    assert "Takk! Vaktplanen er endret." in text(client.post(address["Sara"], {"answer": "yes"}, follow=True))
    assert holder(cast, first.key) == "Sara"
    late = text(logged_in(cast.jonas).post(address["Jonas"], {"answer": "yes"}, follow=True))
    assert "Noen andre var først." in late
    assert holder(cast, first.key) == "Sara"


def test_no_changes_nothing_and_is_shown_to_the_leader(cast: Cast) -> None:
    request = building.a_request(cast, cast.amal)
    answered = logged_in(cast.amal).post(url(cast, "shift_request", request_uid=request), {"answer": "no"}, follow=True)
    assert "Vaktene dine er som før." in text(answered)
    shift = Shift.objects.in_effect().get(key=ShiftRequest.objects.get().key)
    assert "sa nei" in text(logged_in(cast.kari).get(url(cast, "cover", shift_uid=shift.uid)))


def test_the_list_of_open_shifts_tells_whose_answer_is_waited_for(cast: Cast) -> None:
    request = building.a_request(cast, cast.amal)
    asked = ShiftRequest.objects.get()
    Absence.objects.create(person=cast.jonas, kind="busy", start=asked.start, end=asked.end)
    client = logged_in(cast.kari)
    assert "Venter på svar fra Amal." in text(client.get(url(cast, "open_shifts")))
    start = text(client.get(url(cast, "scheme")))
    assert f'Venter på svar fra Amal. <a class="ds-link" href="{url(cast, "open_shifts")}">' in start
    assert "Venter på svar" not in text(logged_in(cast.amal).get(url(cast, "scheme")))
    logged_in(cast.amal).post(url(cast, "shift_request", request_uid=request), {"answer": "no"})
    assert "Venter på svar" not in text(client.get(url(cast, "open_shifts")))
    assert "Venter på svar" not in text(client.get(url(cast, "scheme")))


def test_a_question_about_a_shift_that_has_somebody_is_listed_too(cast: Cast) -> None:
    building.a_request(cast, cast.amal)
    page = text(logged_in(cast.kari).get(url(cast, "open_shifts")))
    assert "Venter på svar fra Amal." in page.partition("Andre vakter med spørsmål ute")[2]


def test_who_has_said_no_is_not_told_that_the_shift_is_theirs(cast: Cast) -> None:
    request = building.a_request(cast, cast.amal)
    client, address = logged_in(cast.amal), url(cast, "shift_request", request_uid=request)
    assert "Du får" in text(client.get(address))
    declined = text(client.post(address, {"answer": "no"}, follow=True))
    assert "Du ville fått" in declined
    assert "Du får" not in declined


def test_a_question_is_read_and_answered_only_by_the_one_who_is_asked(cast: Cast) -> None:
    request = building.a_request(cast, cast.amal)
    for who in (cast.kari, cast.jonas, cast.liv, cast.nina):
        client = logged_in(who)
        address = url(cast, "shift_request", request_uid=request)
        assert client.get(address).status_code == client.post(address, {"answer": "yes"}).status_code == 404
    other = reverse("shift_request", kwargs={"scheme_uid": cast.other_scheme.uid, "request_uid": request})
    assert logged_in(cast.jonas).get(other).status_code == 404
    assert ShiftRequest.objects.get().state == "open"


def test_a_question_is_taken_back(cast: Cast) -> None:
    request = building.a_request(cast, cast.amal)
    other = reverse("withdraw_request", kwargs={"scheme_uid": cast.other_scheme.uid, "request_uid": request})
    assert logged_in(cast.nina).post(other).status_code == 404
    logged_in(cast.kari).post(url(cast, "withdraw_request", request_uid=request))
    assert ShiftRequest.objects.get().state == "withdrawn"
    assert Event.objects.filter(act="shift_request_withdrawn").exists()


def test_giving_it_by_word_of_mouth_takes_one_press_and_leads_to_the_week(cast: Cast) -> None:
    person = sara(cast)
    first = building.first_shift(building.somebody_away(cast))
    done = logged_in(cast.ola).post(
        url(cast, "give_cover", shift_uid=first.uid), {"cover": str(person.uid)}, follow=True
    )
    assert "Sara har vakten nå." in text(done)
    assert holder(cast, first.key) == "Sara"
    again = logged_in(cast.ola).post(
        url(cast, "give_cover", shift_uid=first.uid), {"cover": str(cast.amal.uid)}, follow=True
    )
    assert "Amal kan ikke ha vakten" in text(again)
    assert holder(cast, first.key) == "Sara"


@pytest.mark.parametrize("code", ["", "nonsense", "a+b+c", "x/y/z", "00000000-0000-0000-0000-000000000000+1"])
def test_nonsense_is_not_found(cast: Cast, code: str) -> None:
    first = building.first_shift(building.a_published_plan(cast))
    client = logged_in(cast.kari)
    for name in ("ask_cover", "give_cover"):
        assert client.post(url(cast, name, shift_uid=first.uid), {"cover": code}).status_code == 404
    forged = url(cast, "choose_changes", assignment_uid=cast.amal_assignment.uid)
    assert client.post(forged, {"changes": code}).status_code == 404


def test_an_absence_that_leaves_shifts_open_leads_to_them(cast: Cast) -> None:
    first = building.monday(3)
    plans = building.world(cast)
    plans.published(cast.amal, cast.jonas, first=first, last=first + timedelta(days=13), now=timezone.now())
    day = f"{first:%d.%m.%Y}"
    saved = logged_in(cast.kari).post(
        url(cast, "absence_new", assignment_uid=cast.amal_assignment.uid),
        {"first_day": day, "last_day": day, "kind": "busy"},
        follow=True,
    )
    page = text(saved)
    assert "Vakter uten folk" in page
    assert "Amal er borte" in page
    assert page.count("Finn vikar<span") == 1


def test_an_absence_later_on_leads_to_the_ways_to_make_it_good(cast: Cast) -> None:
    first = building.monday(8)
    plans = building.world(cast)
    plan = plans.draft(first, first + timedelta(days=13), now=timezone.now())
    for shift in plans.shifts(plan):
        plans.give(plan, shift, cast.amal, now=timezone.now())
    plan.refresh_from_db()
    plans.publish(plan, now=timezone.now())
    saved = logged_in(cast.kari).post(
        url(cast, "absence_new", assignment_uid=cast.amal_assignment.uid),
        {"first_day": f"{first:%d.%m.%Y}", "last_day": f"{first:%d.%m.%Y}", "kind": "busy"},
    )
    assert saved.status_code == 302
    assert saved["Location"] == url(cast, "absence_changes", assignment_uid=cast.amal_assignment.uid)


def test_the_week_and_the_start_page_lead_to_a_cover_for_leaders_and_tell_assistants_nothing(cast: Cast) -> None:
    plan = building.somebody_away(cast, days=1)
    first = building.first_shift(plan)
    week = f"{url(cast, 'week')}?dag={plan.first_day}"
    seen = text(logged_in(cast.kari).get(week))
    assert "1 vakt mangler vikar denne uken." in seen
    assert url(cast, "cover", shift_uid=first.uid) in seen
    assert "borte" not in text(logged_in(cast.jonas).get(week))
    Shift.objects.filter(plan=plan, pk=first.pk).update(
        start=timezone.now() + timedelta(days=2), end=timezone.now() + timedelta(days=2, hours=6)
    )
    PlanVersion.objects.update(first_day=timezone.localdate())
    Absence.objects.create(
        person=cast.amal, kind="busy", start=timezone.now() + timedelta(days=1), end=timezone.now() + timedelta(days=4)
    )
    assert "1 vakt mangler vikar" in text(logged_in(cast.kari).get(url(cast, "scheme")))


def test_a_longer_absence_gives_proposals_and_the_chosen_one_becomes_a_draft(cast: Cast) -> None:
    sara(cast)
    plan = building.somebody_away(cast, days=14)
    client = logged_in(cast.kari)
    address = url(cast, "absence_changes", assignment_uid=cast.amal_assignment.uid)
    assert "5 vakter mangler vikar." in text(client.get(address))
    page = text(client.post(address))
    assert "Forslag 1" in page
    assert "Dette blir et utkast" in page
    payload = re.search(r'name="changes" value="([^"]+)"', page)
    assert payload is not None
    chosen = client.post(
        url(cast, "choose_changes", assignment_uid=cast.amal_assignment.uid), {"changes": payload[1]}, follow=True
    )
    assert "Utkastet er klart." in text(chosen)
    draft = PlanVersion.objects.get(state="draft")
    assert draft.based_on == plan
    assert "Amal" not in {row.assignment.person.name for row in draft.shifts.all() if row.assignment is not None}
    assert not ShiftRequest.objects.exists()


def test_each_proposal_tells_what_it_costs_and_asks_of_people(cast: Cast) -> None:
    sara(cast)
    building.somebody_away(cast, days=14)
    page = text(logged_in(cast.kari).post(url(cast, "absence_changes", assignment_uid=cast.amal_assignment.uid)))
    facts = dict(
        re.findall(r"<li>([^<]+): <strong>([^<]+)</strong></li>", page.partition("Forslag 1")[2].partition("</ul>")[0])
    )
    assert re.fullmatch(r"omtrent \d\s\d00\skr", facts["Lønn for vikarene"]), "to the hundred"
    assert facts["Blir spurt nå"] == "ingen", "all of it starts after the notice"
    assert re.fullmatch(r"\d person(er)?", facts["Får endringer i utkastet"])
    assert facts["Vakter som flyttes fra andre"] == "ingen"
    assert "Mer enn kontrakten i hele planen" in facts
    assert page.count("Lønn for vikarene") == page.count('id="forslag-')


def test_an_absence_over_two_plans_is_handled_plan_by_plan_and_says_which_days_are_left(cast: Cast) -> None:
    sara(cast)
    one, second = building.a_published_plan(cast), building.monday(6)
    other = building.world(cast).published(
        cast.jonas, cast.amal, first=second, last=second + timedelta(days=13), now=timezone.now()
    )
    start = Span.of_day(one.first_day).start
    Absence.objects.create(person=cast.amal, kind="leave", start=start, end=start + timedelta(days=28))
    client, address = logged_in(cast.kari), url(cast, "absence_changes", assignment_uid=cast.amal_assignment.uid)
    page = text(client.get(address))
    assert page.count('name="plan"') == 2
    page = text(client.post(address))
    assert "Resten står i en annen plan" in page
    left = page.partition("Disse er ikke med i forslagene over.")[2]
    assert f'value="{other.uid}"' in left
    assert f'value="{one.uid}"' not in left
    assert left.count("Finn vikar<span") == 5
    assert "Part(" not in page
    page = text(client.post(address, {"plan": str(other.uid)}))
    payload = re.search(r'name="changes" value="([^"]+)"', page)
    assert payload is not None
    chosen = url(cast, "choose_changes", assignment_uid=cast.amal_assignment.uid)
    client.post(chosen, {"changes": payload[1]})
    assert PlanVersion.objects.get(state="draft").based_on == other


def test_what_starts_within_the_notice_is_asked_about_and_what_comes_later_is_drafted(cast: Cast) -> None:
    """A plan from today: fourteen days of questions, then a draft; an answer does not overtake the draft."""
    person = sara(cast)
    today = timezone.localdate()
    cast.scheme.need_patterns.all().delete()
    plans = building.world(cast)
    cast.scheme.need_patterns.update(weekdays="0123456")
    plan = plans.draft(today, today + timedelta(days=27), now=timezone.now())
    for number, shift in enumerate(plans.shifts(plan)):
        if number % 6 == 3:
            plans.give(plan, shift, cast.amal, now=timezone.now())
    plans.publish(plan, now=timezone.now())
    start = Span.of_day(today).start
    Absence.objects.create(person=cast.amal, kind="leave", start=start, end=start + timedelta(days=28))
    client = logged_in(cast.kari)
    page = text(client.post(url(cast, "absence_changes", assignment_uid=cast.amal_assignment.uid)))
    assert "Disse blir spurt nå" in page
    assert "Dette blir et utkast" in page
    payload = re.search(r'name="changes" value="([^"]+)"', page)
    assert payload is not None
    client.post(url(cast, "choose_changes", assignment_uid=cast.amal_assignment.uid), {"changes": payload[1]})
    until = Span.of_day(today + timedelta(days=14)).start
    requests = list(ShiftRequest.objects.order_by("start"))
    assert requests
    assert all(request.start < until for request in requests)
    draft = PlanVersion.objects.get(state="draft")
    changed = [
        row
        for row in draft.shifts.select_related("assignment__person")
        if row.assignment is not None and row.assignment.person != cast.amal
    ]
    assert changed
    assert all(row.start >= until for row in changed)
    first = requests[0]
    asked = first.answers.get().person
    logged_in(asked).post(url(cast, "shift_request", request_uid=first.uid), {"answer": "yes"})
    assert holder(cast, first.key) == asked.name
    draft.refresh_from_db()
    assert draft.based_on is not None
    assert draft.based_on.state == "published"
    assert draft.shifts.get(key=first.key).assignment is not None
    assert draft.shifts.get(key=first.key).assignment.person == asked  # type: ignore[union-attr]
    assert asked in (person, cast.jonas)


def test_overtime_is_offered_asked_and_answered_knowing_that_it_is_overtime(cast: Cast) -> None:
    plan = building.somebody_away(cast, days=1)
    first = building.first_shift(plan)
    evening = {"start": first.end + timedelta(minutes=30), "end": first.end + timedelta(hours=5, minutes=30)}
    Shift.objects.create(
        plan=plan, key="evening", name="Kveld", type="evening", assignment=cast.jonas_assignment, **evening
    )
    leader, jonas = logged_in(cast.kari), logged_in(cast.jonas)
    page = text(leader.get(url(cast, "cover", shift_uid=first.uid)))
    assert "Bare med overtid" in page
    assert "1 t blir overtid" in page.replace("\xa0", " ")
    assert "minst 40 % tillegg" in page
    code = f"{cast.jonas.uid}~60"
    assert f'name="cover" value="{code}"' in page
    leader.post(url(cast, "ask_cover", shift_uid=first.uid), {"cover": code})
    address = url(cast, "shift_request", request_uid=ShiftRequest.objects.get().uid)
    asked = text(jonas.get(address)).replace("\xa0", " ")
    assert "1 t av vakten er overtid." in asked
    assert "10 t på sju dager, 25 t på fire uker og 200 t på et år (aml. § 10-6)" in asked
    assert "Sier du ja, er det ditt samtykke til overtiden." in asked
    jonas.post(address, {"answer": "yes"})
    assert holder(cast, first.key) == "Jonas"
    now = Shift.objects.in_effect().select_related("plan").get(key=first.key)
    told = text(leader.get(url(cast, "plan_shift", plan_uid=now.plan.uid, shift_uid=now.uid))).replace("\xa0", " ")
    assert "1 t av vakten er avtalt overtid." in told
    assert "Ulovlig" not in told


def test_a_yes_is_told_as_a_yes_and_the_replaced_versions_are_folded_away(cast: Cast) -> None:
    first = building.a_request(cast, cast.amal)
    logged_in(cast.amal).post(url(cast, "shift_request", request_uid=first), {"answer": "yes"})
    client = logged_in(cast.kari)
    page = text(client.get(url(cast, "plans")))
    assert re.search(r"Endret [^<]+ da Amal sa ja til en vakt\.", page)
    assert "av Amal" not in page
    folded = page.partition('<details class="ds-details"> <summary>1 plan som er erstattet')[2]
    assert "Erstattet av en nyere plan." in folded
    assert "Erstattet av en nyere plan." not in page.removesuffix(folded)
    plan = PlanVersion.objects.get(state="published")
    assert "da Amal sa ja til en vakt." in text(client.get(url(cast, "plan", plan_uid=plan.uid)))
    second = plan.shifts.filter(assignment=cast.amal_assignment).order_by("start")[1]
    client.post(url(cast, "give_cover", shift_uid=second.uid), {"cover": str(cast.jonas.uid)})
    assert re.search(r"Endret [^<]+ av Kari\.", text(client.get(url(cast, "plans"))))


@pytest.mark.parametrize("soon", [True, False])
def test_of_two_proposals_for_one_absence_only_the_first_is_carried_out(cast: Cast, soon: bool) -> None:
    person = sara(cast)
    if soon:
        shift = building.first_shift(building.somebody_away(cast))
        shift.plan.shifts.exclude(pk=shift.pk).filter(assignment=cast.amal_assignment).update(assignment=None)
        at = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=2)
        Shift.objects.filter(pk=shift.pk).update(start=at, end=at + timedelta(hours=2))
        PlanVersion.objects.update(first_day=timezone.localdate())
        Absence.objects.create(person=cast.amal, kind="leave", start=at, end=at + timedelta(hours=2))
    else:
        building.somebody_away(cast, days=14)
    client = logged_in(cast.kari)
    page = text(client.post(url(cast, "absence_changes", assignment_uid=cast.amal_assignment.uid)))
    one, other = re.findall(r'name="changes" value="([^"]+)"', page)[:2]
    assert person.name in page
    choose = url(cast, "choose_changes", assignment_uid=cast.amal_assignment.uid)
    client.post(choose, {"changes": one})
    sent, drafts = ShiftRequest.objects.count(), PlanVersion.objects.count()
    assert sent == soon
    assert drafts == 1 + (not soon)
    assert "Forslaget gjelder ikke lenger." in text(client.post(choose, {"changes": other}, follow=True))
    assert (ShiftRequest.objects.count(), PlanVersion.objects.count()) == (sent, drafts)
    page = text(client.post(url(cast, "absence_changes", assignment_uid=cast.amal_assignment.uid)))
    fresh = re.findall(r'name="changes" value="([^"]+)"', page)[1]
    assert "Forslaget gjelder ikke lenger." not in text(client.post(choose, {"changes": fresh}, follow=True))


def test_the_question_says_who_asks_in_which_scheme_and_for_what_kind_of_shift(cast: Cast) -> None:
    request = building.a_request(cast, cast.amal)
    page = text(logged_in(cast.amal).get(url(cast, "shift_request", request_uid=request)))
    assert "Kari spør deg om en vakt i Solbakken." in page
    assert "14, dagvakt</li>" in page
