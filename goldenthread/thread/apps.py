"""The golden thread as a Django app."""

from django.apps import AppConfig


class ThreadConfig(AppConfig):
    name = "goldenthread.thread"
    label = "thread"

    def ready(self):
        from goldenthread.thread import registration
