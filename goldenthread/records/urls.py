"""Addresses of the spine."""

from django.urls import path

from goldenthread.records import views

app_name = "records"
urlpatterns = [path("search/", views.results, name="search")]
