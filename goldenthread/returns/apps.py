"""The area as a Django app."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    name = "goldenthread.returns"
    label = "returns"

    def ready(self):
        from goldenthread.returns import registration
