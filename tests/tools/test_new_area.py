"""An engineer adds an area: it passes every law and its own tests, and only four shared places are touched."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import tree
from tools import new_area
from tools.said import Stopped

AREA = "site_visits"


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    """A copy of the tree, as a fresh clone would be, with what the type checker has found out already."""
    folder = tmp_path_factory.mktemp("copy")
    for path in tree.files():
        target = folder / path.relative_to(tree.ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    if (known := tree.ROOT / ".mypy_cache").exists():
        shutil.copytree(known, folder / known.name)
    return folder


def run(folder: Path, *words: str) -> str:
    env = {key: value for key, value in os.environ.items() if not key.startswith(("GOLDENTHREAD", "DATABASE", "COV_"))}
    env |= {"GOLDENTHREAD_MODE": "test", "GOLDENTHREAD_DATA": str(folder / "var"), "PYTHONPATH": str(folder)}
    env["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    done = subprocess.run([sys.executable, *words], cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(words)} failed:\n{done.stdout[-6000:]}\n{done.stderr[-3000:]}"
    return done.stdout


def prints(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and "cache" not in path.as_posix() and path.parts[len(folder.parts)] != "var"
    }


def test_a_new_area_touches_four_shared_places_and_passes_every_law_and_its_own_tests(copied):
    run(copied, "-m", "tools.area_pages")
    before = prints(copied)
    said = run(copied, "-m", "tools.new_area", AREA)
    after = prints(copied)
    changed = {name for name in before if after.get(name) != before[name]}
    assert changed == set(new_area.SHARED)
    homes = (
        f"goldenthread/{AREA}/",
        f"tests/{AREA}/",
        f"tests/factories/{AREA}",
        f"tests/journeys/test_{AREA}",
        "docs/areas/",
    )
    assert [name for name in after if name not in before and not name.startswith(homes)] == []
    assert "add-an-area.md" in said
    run(copied, "-m", "ruff", "check", ".")
    run(copied, "-m", "ruff", "format", "--check", ".")
    run(copied, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache")
    run(copied, "manage.py", "makemigrations", "--check", "--dry-run")
    run(copied, "-m", "tools.area_pages", "--check")
    run(copied, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/repository", f"tests/{AREA}")


@pytest.mark.parametrize("name", ["Visits", "v", "class", "site-visits", "partnership"])
def test_a_name_that_cannot_be_used_is_refused_with_a_sentence(name):
    with pytest.raises(Stopped):
        new_area.named(name, "")


@pytest.mark.parametrize(
    ("area", "thing", "things"),
    [
        ("visits", "visit", "visits"),
        ("inquiries", "inquiry", "inquiries"),
        ("training", "training_item", "training_items"),
    ],
)
def test_the_singular_and_the_plural_are_found(area, thing, things):
    names = new_area.named(area, "")
    assert (names.thing, names.things) == (thing, things)


def test_a_second_area_joins_the_line_of_the_first():
    lines = 'layers = [\n  "demo",\n  "api",\n  "workbench",\n]\n'
    once = new_area.layered(lines, "visits")
    assert '  "api",\n  "visits",\n  "workbench",\n' in once
    assert '  "api",\n  "visits | trips",\n  "workbench",\n' in new_area.layered(once, "trips")
