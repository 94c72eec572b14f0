"""Addresses of the rota and of the versions of the plan, within a scheme."""

from django.urls import path

from selvstyrt.faces.web.plans import views_plans, views_publish, views_rota, views_run, views_shift

urlpatterns = [
    path("vakter/", views_rota.week, name="week"),
    path("vakter/maned/", views_rota.month, name="month"),
    path("vakter/utskrift/", views_rota.week_print, name="week_print"),
    path("vakter/kalender/", views_rota.calendar_address, name="calendar_address"),
    path("vakter/<uuid:shift_uid>/", views_rota.shift, name="shift"),
    path("planer/", views_plans.plans, name="plans"),
    path("planer/lag/", views_plans.make_roster, name="make_roster"),
    path("planer/<uuid:plan_uid>/", views_plans.plan, name="plan"),
    path("planer/<uuid:plan_uid>/tabell/", views_plans.plan_table, name="plan_table"),
    path("planer/<uuid:plan_uid>/uke/", views_plans.plan_week, name="plan_week"),
    path("planer/<uuid:plan_uid>/endre/", views_plans.revise_plan, name="revise_plan"),
    path("planer/<uuid:plan_uid>/forkast/", views_plans.discard_plan, name="discard_plan"),
    path("planer/<uuid:plan_uid>/publiser/", views_publish.publish_plan, name="publish_plan"),
    path("planer/<uuid:plan_uid>/ny-vakt/", views_shift.add_shift, name="add_shift"),
    path("planer/<uuid:plan_uid>/kjor/", views_run.start_run, name="start_run"),
    path("planer/<uuid:plan_uid>/kjoring/<uuid:run_uid>/", views_run.run, name="run"),
    path("planer/<uuid:plan_uid>/kjoring/<uuid:run_uid>/stopp/", views_run.stop_run, name="stop_run"),
    path("planer/<uuid:plan_uid>/vakt/<uuid:shift_uid>/", views_shift.plan_shift, name="plan_shift"),
    path("planer/<uuid:plan_uid>/vakt/<uuid:shift_uid>/gi/", views_shift.assign_shift, name="assign_shift"),
    path("planer/<uuid:plan_uid>/vakt/<uuid:shift_uid>/tid/", views_shift.move_shift, name="move_shift"),
    path("planer/<uuid:plan_uid>/vakt/<uuid:shift_uid>/las/", views_shift.pin_shift, name="pin_shift"),
    path("planer/<uuid:plan_uid>/vakt/<uuid:shift_uid>/fjern/", views_shift.remove_shift, name="remove_shift"),
]
