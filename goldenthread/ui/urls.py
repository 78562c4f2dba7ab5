"""Addresses of help, of the gallery and of the styles of errors."""

from django.urls import path

from goldenthread.ui import views

app_name = "ui"
urlpatterns = [
    path("help/", views.help_contents, name="help"),
    path("help/components/", views.gallery, name="gallery"),
    path("help/<slug:slug>/", views.guide, name="guide"),
]
