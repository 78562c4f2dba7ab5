"""The area as a Django app."""

from django.apps import AppConfig


class CaseAuditsConfig(AppConfig):
    name = "goldenthread.case_audits"
    label = "case_audits"
    url_prefix = "case-audits/"

    def ready(self):
        from goldenthread.case_audits import registration
