"""The area as a Django app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "goldenthread.api"
    label = "api"
    url_prefix = ""

    def ready(self):
        from goldenthread.api import registration
