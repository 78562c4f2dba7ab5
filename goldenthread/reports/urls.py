"""The addresses of the area, under /reports/."""

from django.urls import path

from goldenthread.reports.views import compiling, published

app_name = "reports"
urlpatterns = [
    path("", compiling.reports, name="reports"),
    path("<uuid:pk>/", compiling.report, name="report"),
    path("sections/<uuid:pk>/", compiling.write, name="write"),
    path("published/<uuid:pk>/", published.edition, name="edition"),
    path("published/<uuid:pk>/<slug:format>/", published.download, name="download"),
]
