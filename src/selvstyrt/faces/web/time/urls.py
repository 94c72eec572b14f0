"""Addresses of worked time: own time, approval, months."""

from django.urls import path

from selvstyrt.faces.web.time import converters, views, views_approve, views_months, views_withdraw

converters.register()

urlpatterns = [
    path("timer/", views.own_time, name="time"),
    path("timer/ny/", views.entry_new, name="entry_new"),
    path("timer/vakt/<uuid:shift_uid>/stemmer/", views.entry_confirm, name="entry_confirm"),
    path("timer/<uuid:entry_uid>/rett/", views.entry_correct, name="entry_correct"),
    path("timer/<uuid:entry_uid>/trekk/", views_withdraw.entry_withdraw, name="entry_withdraw"),
    path("godkjenning/", views_approve.approve, name="approve"),
    path("godkjenning/uke/<day:monday>/", views_approve.approve_week, name="approve_week"),
    path("godkjenning/<uuid:entry_uid>/tilbake/", views_approve.entry_return, name="entry_return"),
    path("maneder/", views_months.months, name="months"),
    path("maneder/<month:month>/las/", views_months.month_lock, name="month_lock"),
]
