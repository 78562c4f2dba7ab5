"""The area as a Django app."""

from django.apps import AppConfig


class ClocksConfig(AppConfig):
    name = "goldenthread.clocks"
    label = "clocks"
