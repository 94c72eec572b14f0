"""Addresses of the home page; in bokmål it is `/`, which the start page answers."""

from django.urls import path

from selvstyrt.faces.web.open.home import views

urlpatterns = [path("", views.home, name="open_home")]
