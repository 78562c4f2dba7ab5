"""`goldenthread serve`."""

import subprocess
import sys
from typing import Any
from urllib.parse import urlparse

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from granian.constants import Interfaces
from granian.server import Server

from goldenthread.foundation.errors import GoldenThreadError

WORKER = [sys.executable, "-c", "from goldenthread.config.console import main; main()", "worker"]


class Command(BaseCommand):
    help = "Serve the product and do its background work, until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
        parser.add_argument("--port", type=int, default=0, help="by default that of GOLDENTHREAD_ADDRESS")
        parser.add_argument("--workers", type=int, default=1, help="web processes; with SQLite one is enough")
        parser.add_argument("--no-worker", action="store_true", help="leave background work to another process")

    def handle(self, *args: Any, **options: Any) -> None:
        port = options["port"] or urlparse(settings.ADDRESS).port or 8000
        if settings.PRODUCTION:
            call_command("collectstatic", interactive=False, verbosity=0)
        worker = None if options["no_worker"] else subprocess.Popen([*WORKER])  # noqa: S603 - our own program
        try:
            self._serve(options["host"], port, options["workers"])
        except (OSError, RuntimeError) as error:
            raise GoldenThreadError(f"The server could not start on port {port}: {error}.") from error
        finally:
            if worker is not None:
                worker.terminate()
                worker.wait(timeout=30)

    def _serve(self, host: str, port: int, workers: int) -> None:
        Server(
            "goldenthread.config.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=2,
            log_access=False,
            respawn_failed_workers=True,
        ).serve()
