"""Write everything of a partnership into a folder of open files."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from goldenthread.access.identity import ViewerCommand
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.foundation.text import counted
from goldenthread.workbench.operations.portable import export_partnership
from goldenthread.workbench.queries.portable import partnership_called


class Command(ViewerCommand):
    help = "Write everything of a partnership into a new folder: CSV and JSON, files, a manifest and a README."

    def more_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--partnership", required=True, metavar="P", help="its short name, reference or id")
        parser.add_argument("--out", required=True, metavar="FOLDER", type=Path, help="a folder that is new or empty")

    def act(self, viewer: Viewer, **options: Any) -> None:
        partnership = partnership_called(viewer, options["partnership"])
        manifest = export_partnership(
            by=viewer, at=clock.now(), partnership=partnership, folder=Path(options["out"]).absolute()
        )
        rows = sum(table["rows"] for part in manifest["parts"] for table in part["tables"])
        self.stdout.write(
            f"{manifest['partnership']['title']}: {counted(rows, 'row')} in {counted(len(manifest['files']), 'file')}, "
            f"in {options['out']}. Begin with README.md there."
        )
