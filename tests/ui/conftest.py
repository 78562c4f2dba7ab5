"""The ui's tests bring a few templates of their own."""

import copy
from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _own_templates(settings):
    engines = copy.deepcopy(settings.TEMPLATES)
    engines[0]["DIRS"] = [Path(__file__).parent / "templates"]
    settings.TEMPLATES = engines
