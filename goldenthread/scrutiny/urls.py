"""Addresses of the area, under /scrutiny/."""

from django.urls import path

from goldenthread.scrutiny.views import inspections, keeping_inspections

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
]
