"""The area as a Django app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "goldenthread.documents"
    label = "documents"
