"""Addresses of the guide; a page's slug is the same in every language."""

from django.urls import path

from selvstyrt.faces.web.open.guide import views

urlpatterns = [
    path("bpa/", views.guide, name="open_guide"),
    path("bpa/<slug:slug>/", views.guide_page, name="open_guide_page"),
]
