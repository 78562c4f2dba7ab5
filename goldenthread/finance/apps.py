"""The area as a Django app."""

from django.apps import AppConfig


class FinanceConfig(AppConfig):
    name = "goldenthread.finance"
    label = "finance"

    def ready(self):
        from goldenthread.finance import registration
