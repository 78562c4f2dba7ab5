"""The addresses of the area, under /evidence/."""

from django.urls import path

from goldenthread.evidence.views import indicators

app_name = "evidence"
urlpatterns = [
    path("", indicators.every, name="indicators"),
    path("<uuid:pk>/", indicators.one, name="indicator"),
    path("<uuid:pk>/figure/", indicators.figure, name="figure"),
]
