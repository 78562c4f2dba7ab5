"""Somebody in front of a browser. Journeys read like a story: given, when, then."""

import os
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.support.site import Site

_AXE = Axe()
_RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],  # to tell of all that is well takes three times as long as to look
}
_BUILT = """() => {
  const of = (node) => {
    const said = ["class", "role", "type", "scope", "open", "hidden", "disabled"].map((name) => node.getAttribute(name));
    const words = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
    const children = [...node.children], inner = children.map(of);
    children.forEach((child, place) => {
      child.toggleAttribute("data-alike", inner[place] === inner[place - 1] && inner[place] === inner[place + 1]);
    });
    const names = node.getAttributeNames().filter((name) => name !== "data-alike").sort();
    return `${node.tagName}${names}${said}${words}(${inner.filter((each, place) => each !== inner[place - 1])})`;
  };
  return innerWidth + of(document.documentElement);
}"""  # how a page is built, whatever it says and however many rows it has; rows between two that are built alike are marked
_WHERE = {"exclude": [["[data-alike]"]]}  # of a hundred rows that are built alike the first and the last are looked at
_PICTURES = os.environ.get("GOLDENTHREAD_PICTURES", "")


class Visitor:
    """A person with a browser. Every page they come to is checked by axe, unless one built the same was found sound."""

    def __init__(self, page: Page, site: Site, *, scripts: bool = True) -> None:
        self.page = page
        self.site = site
        self.scripts = scripts
        self.faults: list[str] = []
        self.known: re.Pattern[str] | None = None
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.faults.append(f"a script failed: {error}"))
        page.on("response", self._answered)
        page.on("request", self._asked)

    # going and doing

    def goes_to(self, path: str) -> "Visitor":
        """Open a page by its address."""
        self.page.goto(self.site.address + path)
        return self._arrived()

    def follows(self, words: str | re.Pattern[str], *, within: str = "") -> "Visitor":
        """Follow the link that says ``words``."""
        self._scope(within).get_by_role("link", name=words, exact=isinstance(words, str)).first.click()
        return self._arrived()

    def presses(self, words: str | re.Pattern[str], *, within: str = "") -> "Visitor":
        """Press the button that says ``words``."""
        self._scope(within).get_by_role("button", name=words, exact=isinstance(words, str)).first.click()
        return self._arrived()

    def fills(self, label: str | re.Pattern[str], words: str) -> "Visitor":
        """Type into the field that is labelled ``label``."""
        self.page.get_by_label(label).first.fill(words)
        return self

    def chooses(self, label: str | re.Pattern[str], option: str = "") -> "Visitor":
        """Tick the box or radio labelled ``label``, or choose ``option`` in the list labelled so."""
        if option:
            self.page.get_by_label(label).first.select_option(label=option)
        else:
            self.page.get_by_label(label).first.check()
        return self

    def finds(self, label: str, words: str) -> "Visitor":
        """Look for ``words`` in the searched field labelled ``label``, and pick the first that is found."""
        self.page.get_by_label(re.compile(rf"^Part of the name\s*: {label}")).fill(words)
        self.presses(re.compile(rf"^Find\s*: {label}")).is_accessible()
        self.page.get_by_role("group", name=label).get_by_role("radio", name=re.compile(re.escape(words))).first.check()
        return self

    def signs_in_as(self, role: str) -> "Visitor":
        """Sign in with the demonstration's account for a role, by its name on the page of roles."""
        self.goes_to("/sign-in/login/")
        return self.presses(role)

    def knows(self, addresses: str) -> "Visitor":
        """Look with axe at pages of these addresses only when asked: a long page in many states is checked in those that differ."""
        self.known = re.compile(addresses)
        return self

    # seeing

    def sees(self, words: str | re.Pattern[str]) -> "Visitor":
        """The words stand somewhere on the page."""
        expect(self.page.get_by_text(words).first).to_be_visible()
        return self

    def sees_heading(self, words: str | re.Pattern[str]) -> "Visitor":
        """The page's heading says ``words``."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(words)
        return self

    def does_not_see(self, words: str | re.Pattern[str]) -> "Visitor":
        """The words stand nowhere on the page."""
        expect(self.page.get_by_text(words)).to_have_count(0)
        return self

    def is_at(self, path: str) -> "Visitor":
        """The address is ``path``, whatever follows a question mark."""
        expect(self.page).to_have_url(re.compile(re.escape(self.site.address + path) + r"(\?.*)?$"))
        return self

    def picture(self, name: str, *, full: bool = False) -> "Visitor":
        """Keep a picture of the page as ``name.png``, if GOLDENTHREAD_PICTURES names a folder."""
        if _PICTURES:
            Path(_PICTURES).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(_PICTURES) / f"{name}.png", full_page=full)
        return self

    # what is checked all the time

    def is_accessible(self) -> "Visitor":
        """Axe finds nothing wrong with the page as it is now, or found nothing wrong with one that is built the same."""
        sound = self.site.sound / sha256(self.page.evaluate(_BUILT).encode()).hexdigest()
        if sound.exists():
            return self
        found = _AXE.run(self.page, context=_WHERE, options=_RULES).response["violations"]
        told = [f"{each['id']}: {each['help']}\n      {_first(each)}" for each in found]
        assert not told, f"{self.page.url} is not accessible:\n  - " + "\n  - ".join(told)
        sound.touch()
        return self

    def has_no_faults(self) -> None:
        """No script failed, nothing was refused by the content policy, no page failed, nothing came from elsewhere."""
        failed = "answered 5" in str(self.faults)
        log = f"\n\nThe server's last words:\n{self.site.said()[-3000:]}" if failed else ""
        assert not self.faults, "While the journey ran:\n  - " + "\n  - ".join(self.faults) + log

    def _arrived(self) -> "Visitor":
        self.page.wait_for_load_state("load")
        known = self.known is not None and self.known.search(self.page.url)
        if self.scripts and self.page.url.startswith("http") and not known:
            self.is_accessible()
        return self

    def _scope(self, within: str) -> Locator:
        return self.page.locator(within) if within else self.page.locator("body")

    def _heard(self, message: Any) -> None:
        expected = "Failed to load resource" in message.text  # a 404 or 422 that the journey asks for on purpose
        if message.type == "error" and not expected:
            self.faults.append(f"the console said: {message.text}")

    def _answered(self, response: Any) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.url} answered {response.status}")

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.site.address, "data:", "blob:", "about:")):
            self.faults.append(f"the page asked for {request.url}, which is elsewhere")


def _first(violation: dict[str, Any]) -> str:
    return " | ".join(node["html"][:160] for node in violation["nodes"][:3])
