"""The area as a Django app."""

from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "goldenthread.quality"
    label = "quality"

    def ready(self):
        from goldenthread.quality import registration
