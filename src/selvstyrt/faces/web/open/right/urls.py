"""Addresses of the check; the answers stand in the query string."""

from django.urls import path

from selvstyrt.faces.web.open.right import views

urlpatterns = [
    path("rett/", views.questions, name="open_right"),
    path("rett/svar/", views.the_answer, name="open_right_answer"),
    path("rett/svar.pdf", views.on_paper, name="open_right_paper"),
]
