"""Addresses of the pay pages and their files."""

from django.urls import path

from selvstyrt.faces.web.open.pay import views

urlpatterns = [
    path("lonn/", views.pay_page, name="open_pay"),
    path("lonn/utvalg.csv", views.chosen_csv, name="open_pay_chosen_csv"),
    path("lonn/utvalg.json", views.chosen_json, name="open_pay_chosen_json"),
    path("lonn/alt.csv", views.all_csv, name="open_pay_csv"),
    path("lonn/alt.json", views.all_json, name="open_pay_json"),
    path("lonn/ssb/", views.ssb_page, name="open_pay_ssb"),
    path("lonn/ssb/alt.csv", views.ssb_csv, name="open_pay_ssb_csv"),
    path("lonn/ssb/alt.json", views.ssb_json, name="open_pay_ssb_json"),
]
