"""The area as a Django app."""

from django.apps import AppConfig


class ScrutinyConfig(AppConfig):
    name = "goldenthread.scrutiny"
    label = "scrutiny"

    def ready(self):
        from goldenthread.scrutiny import registration
