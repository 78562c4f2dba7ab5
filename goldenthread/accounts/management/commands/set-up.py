"""`goldenthread set-up`."""

from typing import Any

from django.core.management.base import BaseCommand

from goldenthread.accounts.setting_up import make_ready


class Command(BaseCommand):
    help = "Make the database, the shared cache and the operator account. Running it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        operator = make_ready()
        self.stdout.write(f"Ready. Commands act for: {operator.name}.")
