"""The address of the page about open data."""

from django.urls import path

from selvstyrt.faces.web.open.data import views

urlpatterns = [path("apne-data/", views.data, name="open_data")]
