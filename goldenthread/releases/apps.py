"""The area as a Django app."""

from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    name = "goldenthread.releases"
    label = "releases"

    def ready(self):
        from goldenthread.releases import registration
