"""Import agencies, people and memberships from a spreadsheet."""

import hashlib
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from goldenthread.access.identity import ViewerCommand
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.foundation.errors import GoldenThreadError
from goldenthread.foundation.text import counted
from goldenthread.partnership import imports, operations, queries


class Command(ViewerCommand):
    help = "Import agencies, people and memberships from a spreadsheet; says for each cell what cannot be used."

    def more_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--partnership", required=True, metavar="SLUG")
        parser.add_argument("--dry-run", action="store_true", help="read and check only")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def act(self, viewer: Viewer, **options: Any) -> None:
        path: Path = options["file"]
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        try:
            told = self.take(viewer, content, path.name, options["partnership"], dry_run=options["dry_run"])
        except GoldenThreadError as error:
            raise CommandError(error.sentence) from error
        self.stdout.write(json.dumps(told) if options["json"] else self.in_words(told))

    def take(self, viewer: Viewer, content: bytes, name: str, slug: str, *, dry_run: bool) -> dict[str, Any]:
        home = queries.partnership_of_slug(viewer, slug)
        kinds = {kind.name.lower(): kind.code for kind in queries.kinds(viewer, "agency")}
        found = imports.read(content, name, kinds)
        messages = [asdict(message) for message in found.messages]
        if dry_run:
            return {"good": len(found.rows), "messages": messages, "kept": None}
        common: dict[str, Any] = {"by": viewer, "at": clock.now()}
        file = operations.receive_register(
            **common,
            partnership=home.pk,
            name=name,
            checksum=hashlib.sha256(content).hexdigest(),
            rows=found.rows,
            messages=messages,
        )
        good = len(file.rows)
        kept = operations.keep_register(**common, register_file=file.pk)
        return {"good": good, "messages": kept.messages, "kept": kept.kept}

    def in_words(self, told: dict[str, Any]) -> str:
        lines = [f"{each['cell']}: {each['sentence']}" for each in told["messages"]]
        lines.append(f"{counted(told['good'], 'line')} can be kept; {counted(len(lines), 'thing')} to mend.")
        if told["kept"] is not None:
            parts = [f"{number} {what}" for what, number in told["kept"].items()] or ["nothing new"]
            lines.append(f"Added: {', '.join(parts)}.")
        return "\n".join(lines)
