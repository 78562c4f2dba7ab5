"""Addresses of help and of the gallery."""

from django.urls import path

from goldenthread.ui import views

app_name = "ui"
urlpatterns = [
    path("help/", views.help_contents, name="help"),
    path("help/components/", views.gallery, name="gallery"),
    path("help/images/<slug:name>.png", views.guide_picture, name="guide_picture"),
    path("help/<slug:slug>/", views.guide, name="guide"),
]
