"""`goldenthread import-benchmarks`."""

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from goldenthread.access.identity import ViewerCommand
from goldenthread.access.viewer import Viewer
from goldenthread.benchmarks import operations, presenters, queries, tasks
from goldenthread.foundation import clock
from goldenthread.foundation.errors import RuleBroken

_MEASURES = "measures.csv"


class Command(ViewerCommand):
    help = (
        "Bring in published figures: files, or folders of files, of Explore Education Statistics, the Local Authority "
        "Interactive Tool, and statistical neighbours. The same file twice changes nothing."
    )

    def more_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument(
            "--release", default="", metavar="NAME", help="the release, such as 2025; else as the file says"
        )
        parser.add_argument("--title", default="", help="the publication, where the name of the file does not tell")
        parser.add_argument(
            "--publisher", default="", help="who published it, where the name of the file does not tell"
        )
        parser.add_argument("--published", type=date.fromisoformat, metavar="DATE", help="the day, as 2025-10-30")
        parser.add_argument("--keep-good", action="store_true", help="keep the good lines of files with faults")

    def act(self, viewer: Viewer, **options: Any) -> None:
        told = operations.Told(options["publisher"], options["title"], options["release"], options["published"])
        states = [self._one(viewer, path, told, options["keep_good"]) for path in _files(options["paths"])]
        if not states:
            raise RuleBroken("There is no CSV file at these places.")
        if any(state != "kept" for state in states):
            raise SystemExit(1)

    def _one(self, viewer: Viewer, path: Path, told: operations.Told, keep_good: bool) -> str:
        now = clock.now()
        try:
            ref = operations.receive_file(
                by=viewer,
                at=now,
                name=path.name,
                content=path.read_bytes(),
                meta=_companion(path),
                told=told,
                background=False,
            )
        except OSError as problem:
            self.stderr.write(f"{path} cannot be opened: {problem.strerror}.")
            return "refused"
        except RuleBroken as broken:
            self.stderr.write(f"{path.name}: {broken.sentence}")
            return "refused"
        state = tasks.bring_in(viewer, now, ref.id, self._progress(path.name), faults_seen=keep_good)
        self._tell(queries.file(viewer, ref.id), state, new=ref.new)
        return state

    def _progress(self, name: str) -> Any:
        def say(done: int, of: int, words: str) -> None:
            if self.stderr.isatty():
                self.stderr.write(f"{name}: {done:,} of {of:,} {words}", ending="\r")

        return say

    def _tell(self, row: Any, state: str, *, new: bool) -> None:
        words = {"kept": "kept" if new else "is there already", "read": "not kept, for it has faults"}
        self.stdout.write(
            f"{row.name}: {row.lines:,} lines, {row.values:,} figures, {words.get(state, 'could not be read')}."
        )
        for note in row.report.get("notes", []):
            self.stdout.write(f"  {note}")
        for message in row.report.get("messages", []):
            where = presenters.lines(message)
            self.stdout.write(f"  {message['sentence']}{f' ({where})' if where else ''}")
        if state == "read":
            self.stdout.write("  Mend the file, or keep its good lines with --keep-good.")


def _files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        for each in found:
            name = each.name.lower()
            if name.endswith((".csv", ".csv.gz")) and not name.endswith(".meta.csv") and name != _MEASURES:
                yield each


def _companion(path: Path) -> bytes | None:
    """Return the companion beside a file: ….meta.csv, or measures.csv."""
    stem = path.name.lower().removesuffix(".gz").removesuffix(".csv")
    for each in (path.with_name(f"{path.name[: len(stem)]}.meta.csv"), path.with_name(_MEASURES)):
        if each.is_file() and (each.name != _MEASURES or stem.startswith("lait")):
            return each.read_bytes()
    return None
