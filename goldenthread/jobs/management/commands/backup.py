"""`goldenthread backup`."""

from pathlib import Path

from goldenthread.access.identity import ViewerCommand
from goldenthread.access.permissions import Permission
from goldenthread.audit import trail
from goldenthread.foundation import clock
from goldenthread.foundation.text import counted
from goldenthread.jobs import backup


class Command(ViewerCommand):
    help = "Write the database and all files to a new folder, checked and with a list of checksums."

    def more_arguments(self, parser):
        parser.add_argument(
            "--out", required=True, type=Path, metavar="FOLDER", help="a folder that does not exist yet"
        )

    def act(self, viewer, **options):
        viewer.require(Permission.JOB_VIEW)
        trail.write("jobs.backed_up", by=viewer, at=clock.now(), folder=options["out"].name)
        made = backup.make(options["out"].resolve(), at=clock.now())
        self.stdout.write(
            f"The backup is whole: the database and {counted(made.files, 'file')}, {made.size / 1e6:.1f} MB, in {options['out']}."
        )
        self.stdout.write("It does not hold GOLDENTHREAD_SECRET_KEY or other settings: keep those apart.")
