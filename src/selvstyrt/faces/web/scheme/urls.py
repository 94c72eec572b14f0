"""Addresses under a scheme: decisions, team, needs."""

from django.urls import path

import selvstyrt.faces.web.scheme.converters  # noqa: F401  # the addresses use its words
from selvstyrt.faces.web.scheme import (
    views_availability,
    views_curves,
    views_decisions,
    views_needs,
    views_standing,
    views_team,
)
from selvstyrt.faces.web.start import views

ONE = "team/<uuid:assignment_uid>/"

urlpatterns = [
    path("", views.scheme, name="scheme"),
    path("arets-timer/", views.year_line, name="year_line"),
    path("om/", views_standing.scheme_about, name="scheme_about"),
    path("om/leverandor/", views_standing.supplier_change, name="supplier_change"),
    path("om/timer/", views_standing.hours_policy_new, name="hours_policy_new"),
    path("vedtak/", views_decisions.decisions, name="decisions"),
    path("vedtak/nytt/", views_decisions.decision_new, name="decision_new"),
    path("vedtak/<uuid:decision_uid>/", views_decisions.decision, name="decision"),
    path("vedtak/<uuid:corrects>/rett/", views_decisions.decision_new, name="decision_correct"),
    path("team/", views_team.team_list, name="team"),
    path("team/ny/", views_team.team_new, name="team_new"),
    path("team/ferdigheter/", views_team.skill_new, name="skill_new"),
    path("team/ledere/ny/", views_team.role_new, name="role_new"),
    path("team/ledere/<uuid:person_uid>/<leading_role:role>/slutt/", views_team.role_end, name="role_end"),
    path(ONE, views_team.assistant_card, name="assistant"),
    path(f"{ONE}vilkar/", views_team.assistant_terms, name="assistant_terms"),
    path(f"{ONE}slutt/", views_team.assistant_end, name="assistant_end"),
    path(f"{ONE}invitasjon/", views_team.assistant_invite, name="assistant_invite"),
    path(f"{ONE}avtaler/ny/", views_availability.agreement_new, name="agreement_new"),
    path(f"{ONE}avtaler/<uuid:agreement_uid>/slutt/", views_availability.agreement_end, name="agreement_end"),
    path(f"{ONE}fravaer/nytt/", views_availability.absence_new, name="absence_new"),
    path(f"{ONE}fast/ny/", views_availability.weekly_new, name="weekly_new"),
    path(f"{ONE}onsker/nytt/", views_availability.wish_new, name="wish_new"),
    path(
        f"{ONE}<availability_kind:kind>/<uuid:item_uid>/fjern/",
        views_availability.availability_remove,
        name="availability_remove",
    ),
    path("behov/", views_needs.needs, name="needs"),
    path("behov/nytt/", views_needs.need_new, name="need_new"),
    path("behov/dager/ny/", views_needs.need_date_new, name="need_date_new"),
    path("behov/dager/<uuid:date_uid>/fjern/", views_needs.need_date_remove, name="need_date_remove"),
    path("behov/dognet/", views_curves.curve, name="curve"),
    path("behov/dognet/ny/", views_curves.curve_line_new, name="curve_line_new"),
    path("behov/dognet/vakter/", views_curves.curve_shifts, name="curve_shifts"),
    path("behov/dognet/<uuid:line_uid>/fjern/", views_curves.curve_line_remove, name="curve_line_remove"),
    path("behov/<uuid:pattern_uid>/", views_needs.need_edit, name="need_edit"),
    path("behov/<uuid:pattern_uid>/fjern/", views_needs.need_remove, name="need_remove"),
]
