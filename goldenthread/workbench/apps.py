"""The area as a Django app."""

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "goldenthread.workbench"
    label = "workbench"
    url_prefix = ""

    def ready(self):
        from goldenthread.workbench import registration
