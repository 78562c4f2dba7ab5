"""Django's `flush`, which would empty the audit trail: only test databases are ever emptied."""

from django.conf import settings
from django.core.management.commands import flush
from django.db import connections

from goldenthread.audit import seals
from goldenthread.foundation.errors import NotAllowed


class Command(flush.Command):
    help = "Empty a test database. Refused anywhere else, because it would take the audit trail with it."

    def handle(self, **options):
        if settings.MODE != "test":
            raise NotAllowed("This would empty the audit trail. To begin anew, make a new database instead.")
        connection = connections[options["database"]]
        seals.unlock(connection)
        try:
            super().handle(**options)
        finally:
            seals.lock(connection)
