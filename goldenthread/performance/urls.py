"""Addresses of the area."""

from django.urls import path

from goldenthread.performance.views import making, overview, paper, profiles

app_name = "performance"
urlpatterns = [
    path("", overview.show, name="overview"),
    path("data/", overview.data, name="overview_data"),
    path("board-paper/", paper.choose, name="paper"),
    path("board-paper/internal/", paper.internal, name="internal"),
    path("board-paper/<slug:format>/", paper.file, name="paper_file"),
    path("profiles/", profiles.every, name="profiles"),
    path("profiles/new/", making.new, name="new"),
    path("profiles/<slug:code>/", profiles.starter, name="starter"),
    path("profiles/<slug:code>/data/", profiles.starter_data, name="starter_data"),
    path("<uuid:pk>/", profiles.own, name="profile"),
    path("<uuid:pk>/data/", profiles.own_data, name="profile_data"),
    path("<uuid:pk>/change/", making.change, name="change"),
    path("<uuid:pk>/sections/new/", making.add_section, name="add_section"),
    path("<uuid:pk>/sections/<int:place>/", making.change_section, name="change_section"),
    path("<uuid:pk>/sections/<int:place>/move/", making.move_section, name="move_section"),
    path("<uuid:pk>/sections/<int:place>/remove/", making.remove_section, name="remove_section"),
    path("<uuid:pk>/end/", making.end, name="end"),
]
