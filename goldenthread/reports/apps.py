"""The area as a Django app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "goldenthread.reports"
    label = "reports"

    def ready(self):
        from goldenthread.reports import registration
