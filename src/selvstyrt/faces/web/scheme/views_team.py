"""Pages of the team: the list, hiring, one assistant, terms, the last day, roles and skills."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from selvstyrt.apps.people.queries import person_card
from selvstyrt.apps.people.services import invite_person
from selvstyrt.apps.plans.availability_queries import availability_of, counts_ahead
from selvstyrt.apps.schemes.queries import (
    AssistantView,
    assignments_of,
    assistant,
    scheme_view,
    skills_of,
    team,
    team_from,
)
from selvstyrt.apps.schemes.services import change_terms, end_assignment, end_role, give_role, hire, name_skill
from selvstyrt.core.base import SelvstyrtError
from selvstyrt.faces.web.access import Access, Right, actor, in_scheme
from selvstyrt.faces.web.error_texts import text_for
from selvstyrt.faces.web.scheme.form_page import form_page
from selvstyrt.faces.web.scheme.invitations import invite
from selvstyrt.faces.web.scheme.team_forms import TERMS_PLACES, EndForm, HireForm, RoleForm, SkillForm, TermsForm
from selvstyrt.faces.web.scheme.words import ABSENCE_KINDS, AGREEMENTS, PROVISIONS, ROLES, WEEKDAYS, WISHES, span_words

FORM = ["GET", "HEAD", "POST"]


def found_assistant(access: Access, assignment_uid: UUID) -> AssistantView:
    """The assistant of this scheme, or 404."""
    view = assistant(access.scheme_uid, assignment_uid)
    if view is None:
        raise Http404
    return view


def card_url(access: Access, assignment_uid: UUID) -> str:
    """The address of an assistant's card."""
    return reverse("assistant", kwargs={"scheme_uid": access.scheme_uid, "assignment_uid": assignment_uid})


@require_safe
@in_scheme(Right.SEE_TEAM)
def team_list(request: HttpRequest, access: Access) -> HttpResponse:
    """The people of the scheme: leaders, those who work now or begin later, and those who have left."""
    today = timezone.localdate()
    members = team_from(access.scheme_uid, day=today)
    counts = counts_ahead([member.person_uid for member in members], day=today)
    now_there = {member.uid for member in members}
    scheme = scheme_view(access.scheme_uid, on=today)
    context = {
        "scheme": scheme,
        "leaders": [(leader, ROLES[leader.role]) for leader in scheme.leaders],
        "members": [(member, counts[member.person_uid]) for member in members],
        "total": sum(member.weekly_minutes for member in members if member.works_on(today)),
        "former": [member for member in team(access.scheme_uid) if member.uid not in now_there],
        "today": today,
        "may_change": access.may(Right.CHANGE_TEAM),
        "skill_form": SkillForm(),
    }
    return render(request, "pages/scheme/team.html", context)


@require_http_methods(FORM)
@in_scheme(Right.CHANGE_TEAM)
def team_new(request: HttpRequest, access: Access) -> HttpResponse:
    """Take on an assistant and send the invitation."""
    form = HireForm(request.POST or None, skills=skills_of(access.scheme_uid))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            uid = hire(
                scheme_uid=access.scheme_uid,
                name=data["name"],
                email=data["email"],
                phone=data["phone"],
                language=data["language"],
                first_day=data["first_day"],
                last_day=data["last_day"],
                terms=form.terms(),
                by=actor(request),
                now=timezone.now(),
            )
        except SelvstyrtError as error:
            form.refuse(error, TERMS_PLACES)
        else:
            _invite(request, access, found_assistant(access, uid).person_uid)
            return redirect(card_url(access, uid))
    return form_page(
        request,
        form,
        heading=_("Ny assistent"),
        intro=_("Assistenten får en e-post med en adresse for å velge passord."),
        action=_("Legg til i teamet"),
        back_url=reverse("team", kwargs={"scheme_uid": access.scheme_uid}),
        back=_("Team"),
    )


@require_safe
@in_scheme(Right.SEE_TEAM)
def assistant_card(request: HttpRequest, access: Access, assignment_uid: UUID) -> HttpResponse:
    """One assistant: terms, agreements, skills, when they can and want to work."""
    today = timezone.localdate()
    view = found_assistant(access, assignment_uid)
    known = availability_of(view.person_uid, day=today)
    employer = access.may(Right.CHANGE_CONTRACTS)
    context = {
        "assistant": view,
        "today": today,
        "works_now": view.works_on(today),
        "agreements": [
            (each, AGREEMENTS[each.type], PROVISIONS[each.type], each.holds(today)) for each in view.agreements
        ],
        "absences": [
            (each, ABSENCE_KINDS[each.kind] if employer else _("Borte"), span_words(each.span))
            for each in known.absences
        ],
        "weekly": [(each, WEEKDAYS[str(each.weekday)]) for each in known.weekly],
        "wishes": [(each, WISHES[str(each.weight)], span_words(each.span)) for each in known.wishes],
        "may_change": access.may(Right.CHANGE_TEAM),
        "may_change_contracts": employer,
        "only_here": works_only_here(access, view.person_uid),
    }
    return render(request, "pages/scheme/assistant.html", context)


def works_only_here(access: Access, person_uid: UUID) -> bool:
    """True when no other scheme shares the person, so that removing an absence touches nobody else."""
    return {own.scheme_uid for own in assignments_of(person_uid)} == {access.scheme_uid}


@require_http_methods(FORM)
@in_scheme(Right.CHANGE_TEAM)
def assistant_terms(request: HttpRequest, access: Access, assignment_uid: UUID) -> HttpResponse:
    """Change hours, bounds, seniority and skills."""
    view = found_assistant(access, assignment_uid)
    initial = {
        "share": view.per_mille_of_full_time,
        "weekly_minutes": view.weekly_minutes,
        "full_time_minutes": view.full_time_minutes,
        "min_weekly_minutes": view.min_weekly_minutes,
        "max_weekly_minutes": view.max_weekly_minutes,
        "seniority_from": view.seniority_from,
        "skills": list(view.skills),
    }
    form = TermsForm(request.POST or None, initial=initial, skills=skills_of(access.scheme_uid))
    if request.method == "POST" and form.is_valid():
        try:
            change_terms(assignment_uid=view.uid, terms=form.terms(view), by=actor(request), now=timezone.now())
        except SelvstyrtError as error:
            form.refuse(error, TERMS_PLACES)
        else:
            messages.success(request, _("Vilkårene er lagret."))
            return redirect(card_url(access, view.uid))
    return form_page(
        request,
        form,
        heading=_("Vilkår for %(name)s") % {"name": view.name},
        action=_("Lagre vilkårene"),
        back_url=card_url(access, view.uid),
        back=view.name,
    )


@require_http_methods(FORM)
@in_scheme(Right.CHANGE_TEAM)
def assistant_end(request: HttpRequest, access: Access, assignment_uid: UUID) -> HttpResponse:
    """Set the assistant's last day."""
    view = found_assistant(access, assignment_uid)
    form = EndForm(request.POST or None, initial={"last_day": view.last_day})
    if request.method == "POST" and form.is_valid():
        try:
            end_assignment(
                assignment_uid=view.uid, last_day=form.cleaned_data["last_day"], by=actor(request), now=timezone.now()
            )
        except SelvstyrtError as error:
            form.refuse(error, TERMS_PLACES)
        else:
            messages.success(request, _("Siste arbeidsdag er lagret."))
            return redirect(card_url(access, view.uid))
    return form_page(
        request,
        form,
        heading=_("Siste arbeidsdag for %(name)s") % {"name": view.name},
        intro=_("Etter den dagen ser assistenten ikke ordningen lenger, men har fortsatt egne timer og egen lønn."),
        action=_("Lagre siste dag"),
        back_url=card_url(access, view.uid),
        back=view.name,
        danger=True,
    )


@require_POST
@in_scheme(Right.CHANGE_TEAM)
def assistant_invite(request: HttpRequest, access: Access, assignment_uid: UUID) -> HttpResponse:
    """Send the invitation once more."""
    view = found_assistant(access, assignment_uid)
    _invite(request, access, view.person_uid)
    return redirect(card_url(access, view.uid))


@require_http_methods(FORM)
@in_scheme(Right.CHANGE_TEAM)
def role_new(request: HttpRequest, access: Access) -> HttpResponse:
    """Give a person a leading role."""
    form = RoleForm(request.POST or None, initial={"first_day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        data, now = form.cleaned_data, timezone.now()
        try:
            person_uid = invite_person(name=data["name"], email=data["email"], by=actor(request), now=now)
            give_role(
                scheme_uid=access.scheme_uid,
                person_uid=person_uid,
                role=data["role"],
                first_day=data["first_day"],
                by=actor(request),
                now=now,
            )
        except SelvstyrtError as error:
            form.refuse(error, {"email_malformed": "email", "role_held_already": "role"})
        else:
            _invite(request, access, person_uid)
            return redirect("team", scheme_uid=access.scheme_uid)
    return form_page(
        request,
        form,
        heading=_("Gi en person en lederrolle"),
        intro=_("En medarbeidsleder kan alt du kan, unntatt å registrere vedtak."),
        action=_("Gi rollen"),
        back_url=reverse("team", kwargs={"scheme_uid": access.scheme_uid}),
        back=_("Team"),
    )


@require_http_methods(FORM)
@in_scheme(Right.CHANGE_TEAM)
def role_end(request: HttpRequest, access: Access, person_uid: UUID, role: str) -> HttpResponse:
    """End a leading role."""
    leaders = scheme_view(access.scheme_uid, on=timezone.localdate()).leaders
    leader = next((each for each in leaders if (each.person_uid, each.role) == (person_uid, role)), None)
    if leader is None:
        raise Http404
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            end_role(
                scheme_uid=access.scheme_uid,
                person_uid=person_uid,
                role=role,
                last_day=form.cleaned_data["last_day"],
                by=actor(request),
                now=timezone.now(),
            )
        except SelvstyrtError as error:
            form.refuse(error, {"role_ends_before_start": "last_day"})
        else:
            messages.success(request, _("Siste dag for rollen er lagret."))
            return redirect("team", scheme_uid=access.scheme_uid)
    return form_page(
        request,
        form,
        heading=_("Avslutt rollen til %(name)s") % {"name": leader.name},
        action=_("Avslutt rollen"),
        back_url=reverse("team", kwargs={"scheme_uid": access.scheme_uid}),
        back=_("Team"),
        danger=True,
    )


@require_POST
@in_scheme(Right.CHANGE_TEAM)
def skill_new(request: HttpRequest, access: Access) -> HttpResponse:
    """Name a skill that shifts may need."""
    form = SkillForm(request.POST)
    if form.is_valid():
        try:
            name = name_skill(
                scheme_uid=access.scheme_uid, name=form.cleaned_data["skill"], by=actor(request), now=timezone.now()
            )
        except SelvstyrtError as error:
            form.refuse(error)
        else:
            messages.success(request, _("«%(skill)s» kan nå brukes på vakter og assistenter.") % {"skill": name})
            return redirect("team", scheme_uid=access.scheme_uid)
    return form_page(
        request,
        form,
        heading=_("Ny ferdighet"),
        action=_("Legg til"),
        back_url=reverse("team", kwargs={"scheme_uid": access.scheme_uid}),
        back=_("Team"),
    )


def _invite(request: HttpRequest, access: Access, person_uid: UUID) -> None:
    try:
        card = person_card(person_uid)
    except SelvstyrtError as error:
        messages.error(request, text_for(error))
        return
    invite(request, card, to=access.scheme_name)
