"""Address of the page about fees."""

from django.urls import path

from selvstyrt.faces.web.open.fees import views

urlpatterns = [
    path("egenandel/", views.fees, name="open_fees"),
]
