"""Addresses of the occupations."""

from django.urls import path

from selvstyrt.faces.web.open.occupations import views

urlpatterns = [
    path("yrker/", views.occupations_page, name="open_occupations"),
    path("yrker/<str:slug>/", views.occupation_page, name="open_occupation"),
]
