"""The area as a Django app."""

from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    name = "goldenthread.performance"
    label = "performance"

    def ready(self):
        from goldenthread.performance import registration
