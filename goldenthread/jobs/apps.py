"""The area as a Django app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "goldenthread.jobs"
    label = "jobs"
