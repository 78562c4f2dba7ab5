"""Write a report to a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from goldenthread.access.identity import ViewerCommand
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from goldenthread.foundation.periods import Period, year_from_april
from goldenthread.partnership import queries as partnerships
from goldenthread.reports import queries
from goldenthread.reports.rendering import FORMATS, WHOLE
from goldenthread.workbench.queries.portable import partnership_called


class Command(ViewerCommand):
    help = "Write the latest published edition of a partnership's yearly report, or its draft, to a file."

    def more_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--partnership", required=True, metavar="P", help="its short name, reference or id")
        parser.add_argument("--year", required=True, metavar="YEAR", help="such as 2017-18")
        parser.add_argument("--format", required=True, choices=WHOLE)
        parser.add_argument("--out", required=True, metavar="PATH", type=Path)
        parser.add_argument("--draft", action="store_true", help="the report as it stands now")

    def act(self, viewer: Viewer, **options: Any) -> None:
        try:
            content = _content(viewer, options)
        except (NotAllowed, NotFound, RuleBroken) as refused:
            raise CommandError(str(refused), returncode=2) from refused
        try:
            Path(options["out"]).write_bytes(content)
        except OSError as failed:
            raise CommandError(f"{options['out']} cannot be written: {failed.strerror}.", returncode=2) from failed
        self.stdout.write(f"Wrote {options['out']}.")


def _content(viewer: Viewer, options: dict[str, Any]) -> bytes:
    partnership = partnership_called(viewer, options["partnership"])
    period = year_from_april(options["year"])
    if options["draft"]:
        row = queries.report_of(viewer, partnership, period)
        return FORMATS[options["format"]](queries.compiled(viewer, row.pk).document)
    return _published(viewer, partnership, period, options["format"])


def _published(viewer: Viewer, partnership: Any, period: Period, format: str) -> bytes:
    slug = partnerships.partnerships(viewer).get(pk=partnership).slug
    edition = queries.of_period(slug, period)
    if edition is None:
        raise NotFound(f"No report about {period.name} has been published. Ask for the draft with --draft.")
    return queries.file_of(edition.pk, format)
