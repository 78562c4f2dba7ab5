"""`goldenthread restore`. It needs no account: whoever restores may have nothing yet that an account could be in."""

from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand

from goldenthread.access.identity import OPERATOR, viewer_for
from goldenthread.audit import trail
from goldenthread.foundation import clock
from goldenthread.foundation.errors import GoldenThreadError
from goldenthread.foundation.text import counted
from goldenthread.jobs import backup


class Command(BaseCommand):
    help = "Put a backup in the place of this installation's database and files. Stop the server and the workers first."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, metavar="FOLDER")
        parser.add_argument("--replace", action="store_true", help="put it in the place of a database that is there")
        parser.add_argument("--check", action="store_true", help="only read the backup and say whether it is whole")

    def handle(self, *args, folder, replace, check, **options):
        if check:
            found = backup.check(folder)
            self.stdout.write(
                f"The backup of {found.made_at} is whole: {counted(found.files, 'file')}, {found.database}."
            )
            return
        found = backup.restore(folder, replace=replace)
        call_command("migrate", verbosity=0)
        verdict = trail.verify()
        self.stdout.write(f"Restored the backup of {found.made_at}: the database and {counted(found.files, 'file')}.")
        if verdict.broken_at is None:
            self.stdout.write(f"The audit trail is whole: {verdict.rows:,} rows.")
        else:
            self.stderr.write(f"The audit trail of this backup is broken at row {verdict.broken_at}: {verdict.why}.")
        try:
            trail.write("jobs.restored", by=viewer_for(OPERATOR, through="command"), at=clock.now(), made=found.made_at)
        except GoldenThreadError as nobody:
            self.stderr.write(f"The restoring is not in the audit trail: {nobody.sentence}")
