"""Restore an export."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from goldenthread.access.identity import ViewerCommand
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.foundation.text import counted
from goldenthread.workbench.operations.portable import import_partnership


class Command(ViewerCommand):
    help = "Restore a folder that export wrote. Ids are kept, nothing is overwritten, doing it twice changes nothing."

    def more_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="the folder that export wrote")

    def act(self, viewer: Viewer, **options: Any) -> None:
        report = import_partnership(by=viewer, at=clock.now(), folder=Path(options["folder"]))
        for sentence in report.conflicts:
            self.stderr.write(sentence)
        self.stdout.write(
            f"{report.title}: {counted(sum(report.written.values()), 'row')} written, "
            f"{sum(report.same.values()):,} there already, {len(report.conflicts):,} different and left as they are."
        )
