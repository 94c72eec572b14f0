"""Addresses of rosters for many schemes."""

from django.urls import path

from selvstyrt.faces.web.many import views

ONE = "ordninger/turnus/<uuid:batch_uid>/"

urlpatterns = [
    path("ordninger/turnus/", views.all_rosters, name="all_rosters"),
    path(ONE, views.batch, name="batch"),
    path(f"{ONE}stopp/", views.stop_batch, name="stop_batch"),
    path(f"{ONE}<uuid:row_uid>/", views.batch_scheme, name="batch_scheme"),
    path(f"{ONE}<uuid:row_uid>/igjen/", views.batch_scheme_again, name="batch_scheme_again"),
]
