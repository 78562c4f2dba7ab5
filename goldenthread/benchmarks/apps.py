"""The area as a Django app."""

from django.apps import AppConfig


class BenchmarksConfig(AppConfig):
    name = "goldenthread.benchmarks"
    label = "benchmarks"

    def ready(self):
        from goldenthread.benchmarks import registration
