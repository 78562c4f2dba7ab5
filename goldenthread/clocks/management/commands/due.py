"""`goldenthread due`, for those who start it through Django."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from goldenthread.clocks import answer


class Command(BaseCommand):
    help = "Say when a statutory rule falls due: goldenthread due SIN-1 --from 2026-04-02T16:00. Needs no database."
    requires_system_checks = []

    def run_from_argv(self, argv: list[str]) -> None:
        sys.exit(answer.main(argv[2:]))

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("Use: goldenthread due RULE --from WHEN")
