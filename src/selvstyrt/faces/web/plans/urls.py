"""Addresses of the rota and of the versions of the plan, within a scheme."""

from django.urls import path

from selvstyrt.faces.web.plans import (
    views_absence,
    views_cover,
    views_plans,
    views_publish,
    views_requests,
    views_rota,
    views_run,
    views_shift,
)

urlpatterns = [
    path("vakter/", views_rota.week, name="week"),
    path("vakter/maned/", views_rota.month, name="month"),
    path("vakter/utskrift/", views_rota.week_print, name="week_print"),
    path("vakter/kalender/", views_rota.calendar_address, name="calendar_address"),
    path("vakter/ledige/", views_cover.open_shifts, name="open_shifts"),
    path("vakter/fravar/<uuid:assignment_uid>/", views_absence.absence_changes, name="absence_changes"),
    path("vakter/fravar/<uuid:assignment_uid>/velg/", views_absence.choose_changes, name="choose_changes"),
    path("vakter/sporsmal/<uuid:request_uid>/", views_requests.shift_request, name="shift_request"),
    path("vakter/sporsmal/<uuid:request_uid>/trekk/", views_requests.withdraw_request, name="withdraw_request"),
    path("vakter/<uuid:shift_uid>/", views_rota.shift, name="shift"),
    path("vakter/<uuid:shift_uid>/vikar/", views_cover.cover, name="cover"),
    path("vakter/<uuid:shift_uid>/vikar/spor/", views_cover.ask_cover, name="ask_cover"),
    path("vakter/<uuid:shift_uid>/vikar/gi/", views_cover.give_cover, name="give_cover"),
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
    path("planer/<uuid:plan_uid>/vakt/<uuid:shift_uid>/tid/angre/", views_shift.undo_move, name="undo_move"),
    path("planer/<uuid:plan_uid>/vakt/<uuid:shift_uid>/tid/prove/", views_shift.try_times, name="try_times"),
    path("planer/<uuid:plan_uid>/vakt/<uuid:shift_uid>/las/", views_shift.pin_shift, name="pin_shift"),
    path("planer/<uuid:plan_uid>/vakt/<uuid:shift_uid>/fjern/", views_shift.remove_shift, name="remove_shift"),
]
