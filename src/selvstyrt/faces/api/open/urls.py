"""The address of the open API."""

from django.urls import path

from selvstyrt.faces.api.open.api import api

urlpatterns = [path("api/open/v1/", api.urls)]
