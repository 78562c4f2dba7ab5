"""`goldenthread worker`."""

from django.core.management.base import BaseCommand

from goldenthread.jobs.worker import Worker


class Command(BaseCommand):
    help = "Do background work until stopped; with --once, what is due now. Any number may run at the same time."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="do what is due now, then end")
        parser.add_argument("--interval", type=float, default=1.0, help="seconds between looks at an empty queue")

    def handle(self, *args, once, interval, **options):
        Worker(once=once, interval=interval).run()
