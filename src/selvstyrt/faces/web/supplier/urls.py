"""Addresses of a supplier's own pages."""

from django.urls import path

from selvstyrt.faces.web.supplier import views, views_coverage, views_messages

ONE = "leverandor/<uuid:supplier_uid>/"

urlpatterns = [
    path("leverandor/", views.own_suppliers, name="own_suppliers"),
    path(ONE, views.profile, name="supplier_profile"),
    path(f"{ONE}kommuner/", views_coverage.coverage, name="supplier_coverage"),
    path(f"{ONE}kommuner/liste.csv", views_coverage.coverage_file, name="supplier_coverage_file"),
    path(f"{ONE}meldinger/", views_messages.messages, name="supplier_messages"),
    path(f"{ONE}meldinger/<uuid:message_uid>/", views_messages.answer, name="supplier_message_answered"),
]
