"""The area as a Django app."""

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    name = "goldenthread.workbench"
    label = "workbench"
