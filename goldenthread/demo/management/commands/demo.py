"""`goldenthread demo`."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from goldenthread.demo.loading import load


class Command(BaseCommand):
    help = "Set up and load the demonstration, then serve it. Running it again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--load-only", action="store_true", help="load, but do not serve")

    def handle(self, *args: Any, **options: Any) -> None:
        made = load()
        self.stdout.write("The demonstration is loaded." if made else "The demonstration is there already.")
        if not options["load_only"]:
            self.stdout.write(f"Open {settings.ADDRESS} and choose a role: no password is needed.\n")
            call_command("serve")
