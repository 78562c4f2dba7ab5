"""A running site and people with browsers in front of it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support.site import Loaded, Site, load_demonstration, served
from tests.support.visitor import Visitor
from tools import browser as browsers

_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
              "--disable-sync", "--no-first-run", "--disable-dev-shm-usage"]  # fmt: skip


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """The demonstration, loaded once for all processes that run journeys; each site serves a copy of it."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    return load_demonstration(Path(os.environ.get("GOLDENTHREAD_JOURNEYS", shared)) / "demonstration")


@pytest.fixture(scope="session")
def site(demonstration: Loaded, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site that all journeys share: look, and add, but leave what others look at as it is."""
    with served(demonstration, tmp_path_factory.mktemp("site") / "data") as running:
        yield running


@pytest.fixture
def own_site(demonstration: Loaded, tmp_path: Path) -> Iterator[Site]:
    """A site for one journey alone, which may change everything."""
    with served(demonstration, tmp_path / "data") as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all journeys."""
    with sync_playwright() as player:
        running = player.chromium.launch(executable_path=browsers.found(), args=_ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def visitors(browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Make people: ``visitors(site)``, ``visitors(site, phone=True)``, ``visitors(site, scripts=False)``."""
    met: list[tuple[Any, Visitor]] = []

    def meet(at: Site, *, phone: bool = False, scripts: bool = True) -> Visitor:
        size = {"width": 360, "height": 780} if phone else {"width": 1280, "height": 900}
        context = browser.new_context(
            viewport=size, locale="en-GB", timezone_id="Europe/London", java_script_enabled=scripts, has_touch=phone
        )
        context.set_default_timeout(15_000)
        someone = Visitor(context.new_page(), at, scripts=scripts)
        met.append((context, someone))
        return someone

    yield meet
    for context, _ in met:
        context.close()
    for _, someone in met:
        someone.has_no_faults()


@pytest.fixture
def visitor(site: Site, visitors: Callable[..., Visitor]) -> Visitor:
    """Somebody at a desk, on the shared site."""
    return visitors(site)
