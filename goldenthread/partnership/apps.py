"""The area as a Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PartnershipConfig(AppConfig):
    name = "goldenthread.partnership"
    label = "partnership"

    def ready(self):
        from goldenthread.partnership import registration
        from goldenthread.partnership.loading import load_vocabulary

        post_migrate.connect(load_vocabulary, sender=self)
