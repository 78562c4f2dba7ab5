"""The area as a Django app."""

from django.apps import AppConfig


class SelfAssessmentConfig(AppConfig):
    name = "goldenthread.self_assessment"
    label = "self_assessment"

    def ready(self):
        from goldenthread.self_assessment import registration
