"""The addresses of the area, under /reports/."""

from django.urls import path

from goldenthread.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.reports, name="reports"),
    path("<uuid:pk>/", views.report, name="report"),
    path("sections/<uuid:pk>/", views.write, name="write"),
    path("published/<uuid:pk>/", views.edition, name="edition"),
    path("published/<uuid:pk>/<slug:format>/", views.download, name="download"),
]
