"""The area as a Django app."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "goldenthread.ui"
    label = "ui"
    url_prefix = ""
