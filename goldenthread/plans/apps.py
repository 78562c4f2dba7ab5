"""The area as a Django app."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "goldenthread.plans"
    label = "plans"

    def ready(self):
        from goldenthread.plans import registration
