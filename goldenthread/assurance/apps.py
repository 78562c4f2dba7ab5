"""The area as a Django app."""

from django.apps import AppConfig


class AssuranceConfig(AppConfig):
    name = "goldenthread.assurance"
    label = "assurance"

    def ready(self):
        from goldenthread.assurance import registration
