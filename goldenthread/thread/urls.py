"""Addresses of the thread."""

from django.urls import path

from goldenthread.thread import views

app_name = "thread"

urlpatterns = [
    path("findings/<uuid:pk>/", views.finding, name="finding"),
    path("recommendations/<uuid:pk>/", views.recommendation, name="recommendation"),
    path("actions/<uuid:pk>/", views.action, name="action"),
]
