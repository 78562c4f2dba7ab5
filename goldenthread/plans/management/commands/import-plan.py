"""Bring a plan in from Word, Excel, Markdown or text."""

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from goldenthread.access.identity import ViewerCommand
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.foundation.errors import GoldenThreadError, RuleBroken
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import counted
from goldenthread.partnership import queries as register
from goldenthread.plans import operations, readers
from goldenthread.plans.rules import imported

CANNOT = 2


class Command(ViewerCommand):
    help = "Bring a plan in from Word, Excel, Markdown or text, as a draft; says what is missing and what was not read."

    def more_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--partnership", required=True, metavar="SLUG")
        parser.add_argument("--title", default="", help="title of the plan; without one, that of the file")
        parser.add_argument("--period", default="", metavar="START:END", help="such as 2019-04-01:2021-03-31")
        parser.add_argument("--parts-only", action="store_true", help="keep actions as parts of the plan; open none")
        parser.add_argument("--dry-run", action="store_true", help="read and tell; keep nothing")
        parser.add_argument("--json", action="store_true", help="answer in JSON alone")

    def act(self, viewer: Viewer, **options: Any) -> None:
        path: Path = options["file"]
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.", returncode=CANNOT) from error
        try:
            home = register.partnership_of_slug(viewer, options["partnership"])
            details = readers.read(content, path.name)
            kept = None if options["dry_run"] else self.keep(viewer, home.pk, details, content, path.name, options)
        except GoldenThreadError as error:
            raise CommandError(error.sentence, returncode=CANNOT) from error
        self.stdout.write(json.dumps(told(details)) if options["json"] else in_words(details, kept))

    def keep(
        self, viewer: Viewer, home: Any, details: Mapping[str, Any], content: bytes, name: str, options: Any
    ) -> Any:
        """Make a draft of what was read; None where nothing in the file could be a plan."""
        if not imported.rows(details):
            return None
        title = options["title"] or str(details.get("title") or "") or Path(name).stem
        period = period_of(options["period"], f"{title} {name}", clock.today())
        return operations.import_plan(
            by=viewer,
            at=clock.now(),
            partnership=home,
            reading=details,
            title=title,
            starts_on=period.start,
            ends_on=period.end,
            open_actions=not options["parts_only"],
            name=name,
            content=content,
        )


def period_of(asked: str, words: str, today: date) -> Period:
    """Return the period that was asked for, that the words name ("2019 - 2021"), or the year from April that runs."""
    if asked:
        try:
            start, end = (date.fromisoformat(each) for each in asked.split(":"))
        except ValueError:
            raise RuleBroken("Write the period as 2019-04-01:2021-03-31.") from None
        return Period(start, end)
    found = re.search(r"\b(20\d\d)\s*(?:-|–|to|/)\s*(?:20)?(\d\d)\b", words)
    first = int(found[1]) if found else (today.year if today.month > 3 else today.year - 1)
    last = 2000 + int(found[2]) if found else first + 1
    return Period(date(first, 4, 1), date(max(last, first + 1), 3, 31))


def told(details: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was read as the command tells it: priorities, gaps, and what was not read."""
    return {name: [_bare(each) for each in details[name]] for name in ("priorities",)} | {
        "gaps": list(details["gaps"]),
        "unread": list(details["unread"]),
    }


def _bare(row: Any) -> Any:
    """Return a row without what only the pages need: its place, its measures, its reasons."""
    if isinstance(row, list):
        return [_bare(each) for each in row]
    if isinstance(row, Mapping):
        return {name: _bare(value) for name, value in row.items() if name not in {"where", "measures", "why"}}
    return row


def in_words(details: Mapping[str, Any], kept: Any) -> str:
    """Return what was read as a person reads it."""
    number = imported.counted(imported.rows(details))
    said = [
        f"Read: {counted(number['priority'], 'priority', 'priorities')}, {counted(number['outcome'], 'outcome')}, "
        f"{counted(number['action'] + number['part'], 'action')}.",
        *(f"Missing{_place(gap)}: {gap['message']}" for gap in details["gaps"]),
        f"{counted(len(details['unread']), 'piece')} not read as part of the plan.",
        f"Kept as the draft {kept.record.reference}: {kept.title}." if kept else "Nothing was kept.",
    ]
    return "\n".join(said)


def _place(gap: Mapping[str, Any]) -> str:
    return f" at {gap['where']}" if gap.get("where") else ""
