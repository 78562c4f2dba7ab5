"""Addresses of the area, under /scrutiny/."""

from django.urls import path

from goldenthread.scrutiny.views import evaluating, evaluations, inspections, keeping_inspections, visiting, visits

app_name = "scrutiny"
urlpatterns = [
    path("inspections/", inspections.inspections, name="inspections"),
    path("inspections/progress/", inspections.progress, name="progress"),
    path("inspections/new/<uuid:pk>/", keeping_inspections.new, name="new_inspection"),
    path("inspections/new/<uuid:pk>/<slug:kind>/", keeping_inspections.record, name="record_inspection"),
    path("inspections/<uuid:pk>/", inspections.inspection, name="inspection"),
    path("inspections/<uuid:pk>/change/", keeping_inspections.change, name="change_inspection"),
    path("inspections/<uuid:pk>/judged/", keeping_inspections.judge, name="judge"),
    path("inspections/<uuid:pk>/found/", keeping_inspections.found, name="found"),
    path("inspections/<uuid:pk>/sign-off/<uuid:target>/", keeping_inspections.sign_off, name="sign_off"),
    path("judged/", evaluations.evaluations, name="evaluations"),
    path("judged/new/<uuid:pk>/", evaluating.new, name="new_evaluation"),
    path("judged/new/<uuid:pk>/<slug:purpose>/", evaluating.begin, name="begin_evaluation"),
    path("judged/<uuid:pk>/", evaluations.evaluation, name="evaluation"),
    path("judged/<uuid:pk>/change/", evaluating.change, name="change_evaluation"),
    path("judged/<uuid:pk>/alone/", evaluating.alone, name="judge_alone"),
    path("judged/<uuid:pk>/open/", evaluating.open_to_all, name="open_to_all"),
    path("judged/<uuid:pk>/ask/", evaluating.ask, name="ask"),
    path("judged/<uuid:pk>/agree/", evaluating.agree, name="agree"),
    path("judged/<uuid:pk>/scrutineer/", evaluating.scrutinise, name="judge_as_scrutineer"),
    path("judged/<uuid:pk>/settle/", evaluating.settle, name="settle"),
    path("judged/<uuid:pk>/found/", evaluating.findings, name="keep_findings"),
    path("judged/<uuid:pk>/answer/<uuid:agency>/", evaluating.answer, name="answer"),
    path("judged/<uuid:pk>/reply/<uuid:agency>/", evaluating.reply, name="reply_to_answer"),
    path("visits/", visits.visits, name="visits"),
    path("visits/plan/<uuid:pk>/", visiting.plan, name="plan_visit"),
    path("visits/record/<uuid:pk>/", visiting.record, name="record_visit"),
    path("visits/<uuid:pk>/", visits.visit, name="visit"),
    path("visits/<uuid:pk>/change/", visiting.change, name="change_visit"),
    path("visits/<uuid:pk>/drop/", visiting.drop, name="drop_visit"),
    path("visits/<uuid:pk>/write/", visiting.write, name="write_visit"),
    path("visits/<uuid:pk>/take-up/", visiting.take_up, name="take_up"),
    path("visits/<uuid:pk>/reply/", visiting.reply, name="reply"),
    path("visits/years/new/<uuid:pk>/", visiting.new_plan, name="new_visit_plan"),
    path("visits/years/<uuid:pk>/", visits.visit_plan, name="visit_plan"),
    path("visits/years/<uuid:pk>/who/", visits.chase, name="chase"),
    path("visits/years/<uuid:pk>/change/", visiting.change_plan, name="change_visit_plan"),
    path("visits/years/<uuid:pk>/ask/", visiting.ask_members, name="ask_members"),
]
