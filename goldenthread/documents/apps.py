"""Papers and files as a Django app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "goldenthread.documents"
    label = "documents"

    def ready(self):
        from goldenthread.documents import registration
