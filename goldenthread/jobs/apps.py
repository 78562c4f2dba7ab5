"""Background work as a Django app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "goldenthread.jobs"
    label = "jobs"
    url_prefix = ""

    def ready(self):
        from goldenthread.jobs import registration
