"""The area as a Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PartnershipConfig(AppConfig):
    name = "goldenthread.partnership"
    label = "partnership"

    def ready(self):
        from goldenthread.partnership import loading, registration

        post_migrate.connect(loading.load_vocabulary, sender=self)
