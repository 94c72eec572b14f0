"""Addresses of pay, the hours account and the month report."""

from django.urls import path

from selvstyrt.faces.web.money import views_hours, views_pay, views_report, views_year
from selvstyrt.faces.web.time import converters

converters.register()

urlpatterns = [
    path("lonn/", views_pay.pay, name="pay"),
    path("lonn/<month:month>/", views_pay.pay_month, name="pay_month"),
    path("timekonto/", views_hours.hours, name="hours"),
    path("timekonto/<month:month>/", views_hours.hours_entries, name="hours_entries"),
    path("timekonto/arsplan/", views_year.year, name="year_plan"),
    path("timekonto/arsplan/bruk/", views_year.year_spread, name="year_spread"),
    path("timekonto/arsplan/slutt/", views_year.year_stop, name="year_stop"),
    path("timekonto/arsplan/uker/nye/", views_year.special_weeks_new, name="special_weeks_new"),
    path("timekonto/arsplan/uker/<uuid:week_uid>/fjern/", views_year.special_week_remove, name="special_week_remove"),
    path("rapport/", views_report.report, name="report"),
    path("rapport/<month:month>/", views_report.report_month, name="report_month"),
    path("rapport/<month:month>/rapport.csv", views_report.report_csv, name="report_csv"),
    path("rapport/<month:month>/rapport.pdf", views_report.report_pdf, name="report_pdf"),
]
