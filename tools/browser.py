"""Finding a browser for the journeys."""

import os
import shutil

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge")
HOW_TO_GET = "install Chromium (Debian: apt install chromium), or name one: GOLDENTHREAD_BROWSER=/path/to/it"


def found() -> str | None:
    """Return the path of a Chromium, or None."""
    named = os.environ.get("GOLDENTHREAD_BROWSER", "")
    return named or next((path for path in map(shutil.which, _NAMES) if path), None)
