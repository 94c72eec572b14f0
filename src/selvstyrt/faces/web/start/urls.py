"""Addresses of the start pages and of one's own page."""

from django.urls import path

import selvstyrt.faces.web.scheme.converters  # noqa: F401  # the addresses use its words
from selvstyrt.faces.web.scheme import views_standing
from selvstyrt.faces.web.start import views, views_me

urlpatterns = [
    path("", views.start, name="start"),
    path("ordninger/ny/", views_standing.scheme_new, name="scheme_new"),
    path("meg/", views_me.me, name="me"),
    path("meg/e-post/", views_me.own_address, name="own_address"),
    path("meg/fravaer/nytt/", views_me.own_absence_new, name="own_absence_new"),
    path("meg/fast/ny/", views_me.own_weekly_new, name="own_weekly_new"),
    path("meg/onsker/nytt/", views_me.own_wish_new, name="own_wish_new"),
    path(
        "meg/<availability_kind:kind>/<uuid:item_uid>/fjern/",
        views_me.own_availability_remove,
        name="own_availability_remove",
    ),
]
