"""The area as a Django app."""

from django.apps import AppConfig


class SelfAssessmentConfig(AppConfig):
    name = "goldenthread.self_assessment"
    label = "self_assessment"
    url_prefix = "self-assessment/"

    def ready(self):
        from goldenthread.self_assessment import registration
