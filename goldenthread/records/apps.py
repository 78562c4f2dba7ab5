"""The record spine as a Django app."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "goldenthread.records"
    label = "records"
    url_prefix = ""

    def ready(self):
        from goldenthread.records import registration
