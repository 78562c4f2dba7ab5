"""The checks and the tests, one step after another, and what they say at the end."""

import contextlib
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tools import browser, environment, postgres
from tools.said import head, say

CHECKS = [
    ("lint", ["ruff", "check", "."]),
    ("format", ["ruff", "format", "--check", "."]),
    ("import contracts", ["lint-imports"]),
    ("templates", ["djlint", "goldenthread", "--lint", "--profile=jinja", "--quiet"]),
    ("migrations", ["python", "manage.py", "makemigrations", "--check", "--dry-run"]),
    ("pages about areas", ["python", "-m", "tools.area_pages", "--check"]),
]
NO_JOURNEYS = ["-m", "not journey"]
EVERY_CORE = ["-n", "logical", "--dist", "worksteal"]
TEST = {"GOLDENTHREAD_MODE": "test", "DJANGO_SETTINGS_MODULE": "tests.settings"}
_UPDATE = {"lint": "python3 dev.py fix", "format": "python3 dev.py fix", "pages about areas": "python3 dev.py fix"}


@dataclass
class Tally:
    """What has passed, failed and not run so far."""

    passed: int = 0
    failed: list[str] = field(default_factory=list)
    not_run: list[tuple[str, str]] = field(default_factory=list)

    def add_report(self, where: str, report: Path) -> None:
        """Count one run of pytest from its XML report."""
        if not report.exists():
            self.failed.append(f"{where}: pytest did not finish")
            return
        for case in ElementTree.parse(report).getroot().iter("testcase"):  # noqa: S314 - we have just written it
            name = f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name')}"
            skipped = case.find("skipped")
            if case.find("failure") is not None or case.find("error") is not None:
                self.failed.append(f"{where}: {name}")
            elif skipped is not None and skipped.get("type") != "pytest.xfail":
                self.not_run.append((f"{where}: {name}", skipped.get("message", "")))
            else:
                self.passed += 1


def checks(tally: Tally, *, laws: bool) -> None:
    """Run the checks that need no database, and the laws if asked."""
    for name, command in CHECKS:
        head(name)
        started = time.monotonic()
        if environment.run(*command, env=TEST):
            mend = f" (mend it with: {_UPDATE[name]})" if name in _UPDATE else ""
            tally.failed.append(f"{name}: {' '.join(command)}{mend}")
        else:
            tally.passed += 1
            say(f"{name}: well ({time.monotonic() - started:.1f} s)")
    if laws:
        run_tests(tally, "laws", ["tests/repository"], {})


def run_tests(tally: Tally, where: str, arguments: list[str], env: Mapping[str, str]) -> None:
    """Run pytest once and count what it did."""
    head(f"tests: {where}")
    with tempfile.TemporaryDirectory(prefix="goldenthread-tests-") as folder:
        report = Path(folder) / "report.xml"
        data = {"GOLDENTHREAD_DATA": str(Path(folder) / "data")}
        command = ["python", "-m", "pytest", f"--junitxml={report}", *EVERY_CORE, *arguments]
        code = environment.run(*command, env={**TEST, **data, **env})
        before = len(tally.failed)
        tally.add_report(where, report)
        if code not in (0, 5) and len(tally.failed) == before:
            tally.failed.append(f"{where}: pytest ended with code {code}")


def everything(tally: Tally) -> None:
    """Run all there is: checks, all tests on SQLite, those that use the database on PostgreSQL too, journeys."""
    with _demonstration_early() as loaded:
        checks(tally, laws=False)
        run_tests(tally, "on SQLite", NO_JOURNEYS, {})
        run_tests(tally, "journeys on SQLite", ["-m", "journey"], loaded)
    if not postgres.available():
        for name in ("every test above that uses the database, on PostgreSQL", "the smoke journeys, on PostgreSQL"):
            tally.not_run.append((name, postgres.HOW_TO_GET))
        return
    with contextlib.ExitStack() as stack:
        url = {"DATABASE_URL": stack.enter_context(postgres.server())}
        run_tests(tally, "on PostgreSQL", [*NO_JOURNEYS, "--only-database"], url)
        run_tests(tally, "smoke journeys on PostgreSQL", ["-m", "smoke"], url)


@contextlib.contextmanager
def _demonstration_early() -> Iterator[dict[str, str]]:
    """Load what journeys look at while the checks, one after another, leave a core free; give what tells journeys of it.

    A journey that comes before all is loaded waits for it; if this fails, the first journey loads it and says why.
    """
    with tempfile.TemporaryDirectory(prefix="goldenthread-journeys-", ignore_cleanup_errors=True) as folder:
        told = {"GOLDENTHREAD_JOURNEYS": folder}
        loading = environment.start("python", "-m", "tests.support.site", env={**TEST, **told})
        try:
            yield told
        finally:
            loading.terminate()
            loading.wait()


def conclude(tally: Tally, *, strict: bool) -> int:
    """Say what happened; the last line is ``N passed, N failed``. Strict: what did not run counts as failed."""
    failed = list(tally.failed)
    if tally.not_run:
        head("did not run")
        for name, why in tally.not_run:
            say(f"  {name}\n      {why}")
        if strict:
            failed += [f"did not run: {name}" for name, _ in tally.not_run]
    if failed:
        head("failed")
        for name in failed:
            say(f"  {name}")
    if not browser.found():
        say(f"\nThere is no browser here, so no journey ran: {browser.HOW_TO_GET}")
    skipped = "" if strict or not tally.not_run else f", {len(tally.not_run)} did not run"
    say(f"\n{tally.passed} passed, {len(failed)} failed{skipped}")
    return 1 if failed else 0
