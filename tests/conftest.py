"""What every test can use. Which test goes where is in TESTING.md."""

import copy
import gc
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import settings as hypothesis

from goldenthread.access.viewer import Viewer
from tests.factories import viewers
from tests.support.browsing import PageClient
from tests.support.refusals import refused_by
from tools import browser

# The same examples each time, however slow the machine: a red test is then always about the change.
hypothesis.register_profile("house", deadline=None, derandomize=True)
hypothesis.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--only-database``: for a second database, on which tests that use none would only say the same again."""
    parser.addoption("--only-database", action="store_true", help="leave out tests that use no database")


@pytest.fixture
def client() -> PageClient:
    """A browser without scripts: ``client.look_as(viewer).get(url)``. Every page it receives is checked."""
    return PageClient()


@pytest.fixture
def at() -> datetime:
    """The moment at which operations in tests happen: Thursday 2 April 2026, 4pm in London."""
    return datetime(2026, 4, 2, 15, 0, tzinfo=UTC)


@pytest.fixture
def admin() -> Viewer:
    """The administrator of the installation."""
    return viewers.administrator()


@pytest.fixture
def stranger() -> Viewer:
    """Somebody with an account and no role."""
    return viewers.stranger()


@pytest.fixture
def clock_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Stop the clock: ``clock_at(moment)``; call it again to move on."""

    def stop(moment: datetime) -> None:
        assert moment.tzinfo is not None, "The moment needs a time zone."
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment.astimezone(UTC))

    return stop


@pytest.fixture
def kept_registries() -> Iterator[None]:
    """Let a test register kinds, events, menu lines or tasks of its own; afterwards all is as before."""
    before = [(each, copy.copy(each)) for each in _registries()]
    yield
    for registry, old in before:
        registry.clear()
        registry.extend(old) if isinstance(registry, list) else registry.update(old)


def _registries() -> Iterator[Any]:
    """Every list, dictionary or set that a module of the product keeps under a private name."""
    for name, module in list(sys.modules.items()):
        if name.startswith("goldenthread.") and module is not None:
            for key, value in vars(module).items():
                if key.startswith("_") and not key.startswith("__") and isinstance(value, list | dict | set):
                    yield value


@pytest.fixture
def broken(db: None) -> Callable[[str], Any]:
    """Expect the database to refuse by a constraint: ``with broken("record_closed_after_opened"): …``.

    For one unique field Django's name is unknown: give ``"table.field"`` instead.
    """
    return refused_by


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Everything in tests/journeys is a journey. Where there is no browser, journeys say so instead of running."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)
            if browser.found() is None:
                item.add_marker(pytest.mark.skip(reason=browser.HOW_TO_GET))
    if config.getoption("--only-database"):
        config.hook.pytest_deselected(items=[item for item in items if not _uses_database(item)])
        items[:] = [item for item in items if _uses_database(item)]


def _uses_database(item: pytest.Item) -> bool:
    """Whether what it says may differ from one database to another."""
    if item.path.parent.name == "demo":
        return False  # what it tells is the same; journeys load it on the second database
    fixtures = set(getattr(item, "fixturenames", ()))
    marked = item.get_closest_marker("django_db") is not None
    return marked or bool(fixtures & {"db", "transactional_db"})


def pytest_collection_finish() -> None:
    """What was made up to here stays until the end: no test pays for looking through it for rubbish."""
    gc.collect()
    gc.freeze()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Name every test that did not run, and how to get what it needs."""
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped:
        terminalreporter.section("did not run")
        for report in skipped:
            why = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
            terminalreporter.write_line(f"{report.nodeid}: {why}")
