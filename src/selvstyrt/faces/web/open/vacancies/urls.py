"""Addresses of the vacancies."""

from django.urls import path

from selvstyrt.faces.web.open.vacancies import views

urlpatterns = [
    path("stillinger/", views.vacancies, name="open_vacancies"),
    path("stillinger/atom.xml", views.feed, name="open_vacancies_feed"),
    path("stillinger/<uuid:uid>/", views.one_vacancy, name="open_vacancy"),
]
