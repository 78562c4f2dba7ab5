"""Addresses of clocks."""

from django.urls import path

from goldenthread.clocks.views import calendar, deadlines, register

app_name = "clocks"
urlpatterns = [
    path("rules/", register.rules, name="rules"),
    path("rules/add/", register.add_rule, name="add_rule"),
    path("rules/<uuid:version>/check/", register.check, name="check"),
    path("rules/<uuid:version>/take-back/", register.take_back, name="take_back"),
    path("rules/<slug:rule>/", register.rule, name="rule"),
    path("changes/", register.changes, name="changes"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/bank-holidays/add/", calendar.add_holiday, name="add_holiday"),
    path("calendar/bank-holidays/<uuid:holiday>/rename/", calendar.rename_holiday, name="rename_holiday"),
    path("calendar/bank-holidays/<uuid:holiday>/remove/", calendar.remove_holiday, name="remove_holiday"),
    path("calendar/closures/add/", calendar.add_closure, name="add_closure"),
    path("calendar/closures/<uuid:closure>/remove/", calendar.remove_closure, name="remove_closure"),
    path("calendar/terms/add/", calendar.add_terms, name="add_terms"),
    path("calendar/terms/<uuid:calendar>/add/", calendar.add_term, name="add_term"),
    path("calendar/terms/<uuid:calendar>/<uuid:term>/remove/", calendar.remove_term, name="remove_term"),
    path("deadlines/<uuid:deadline>/", deadlines.deadline, name="deadline"),
    path("deadlines/<uuid:deadline>/approve/", deadlines.approve, name="approve"),
    path("deadlines/<uuid:deadline>/<slug:action>/", deadlines.act, name="act"),
    path("records/<uuid:record>/set/", deadlines.set_deadline, name="set_deadline"),
]
