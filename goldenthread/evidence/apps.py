"""The area as a Django app."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "goldenthread.evidence"
    label = "evidence"

    def ready(self):
        from goldenthread.evidence import registration
