"""The area as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "goldenthread.accounts"
    label = "accounts"

    def ready(self):
        from goldenthread.accounts import registration
