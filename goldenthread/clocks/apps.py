"""The area as a Django app."""

from django.apps import AppConfig


class ClocksConfig(AppConfig):
    name = "goldenthread.clocks"
    label = "clocks"

    def ready(self) -> None:
        from goldenthread.clocks import registration
