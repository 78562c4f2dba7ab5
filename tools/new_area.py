"""Writes a new area that passes every law. Run through `dev.py new-area NAME`."""

import argparse
import keyword
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tools.environment import ROOT
from tools.said import Stopped, say

TEMPLATE = Path(__file__).resolve().parent / "area_template"
SHARED = [
    "pyproject.toml",
    "goldenthread/config/settings.py",
    "goldenthread/access/permissions.py",
    "goldenthread/access/roles.py",
]
_FOLDERS = {
    "package": "goldenthread/{area}",
    "tests": "tests/{area}",
    "factories": "tests/factories",
    "journeys": "tests/journeys",
}


@dataclass(frozen=True)
class Names:
    """The words of an area in all the forms in which files need them."""

    area: str
    thing: str

    @property
    def tokens(self) -> dict[str, str]:
        """Return each placeholder of the template files with what stands in its place."""
        words, things = self.thing.replace("_", " "), self.things.replace("_", " ")
        return {
            "__things_words__": things,
            "__things_code__": self.things,
            "__Things__": things.capitalize(),
            "__THINGS__": self.things.upper(),
            "__thing_words__": words,
            "__Thing_words__": words.capitalize(),
            "__Thing__": "".join(part.capitalize() for part in self.thing.split("_")),
            "__thing__": self.thing,
            "__Area__": "".join(part.capitalize() for part in self.area.split("_")),
            "__AREA__": self.area.upper(),
            "__PREFIX__": self.prefix,
            "__area__": self.area,
        }

    @property
    def things(self) -> str:
        """The plural."""
        if self.thing.endswith("y") and self.thing[-2:-1] not in "aeiou":
            return f"{self.thing[:-1]}ies"
        return f"{self.thing}es" if self.thing.endswith(("s", "x", "ch", "sh")) else f"{self.thing}s"

    @property
    def prefix(self) -> str:
        """The letters of a reference: the first of each word, or the first three of one."""
        parts = self.thing.split("_")
        return ("".join(part[0] for part in parts) if len(parts) > 2 else self.thing.replace("_", "")[:4]).upper()


def named(area: str, thing: str) -> Names:
    """Return the names, or stop with a sentence when the name cannot be used."""
    if not re.fullmatch(r"[a-z][a-z_]{2,28}[a-z]", area) or keyword.iskeyword(area):
        raise Stopped(f"{area!r} cannot be the name of an area: four to thirty small letters, words joined by _.")
    if (ROOT / "goldenthread" / area).exists():
        raise Stopped(f"There is an area {area} already.")
    if not thing:
        thing = f"{area[:-3]}y" if area.endswith("ies") else area.removesuffix("s")
    return Names(area, thing if thing != area else f"{area}_item")


def written(names: Names) -> list[Path]:
    """Write the files of the area; returns them."""
    made = []
    for source in sorted(TEMPLATE.rglob("*.txt")):
        kind, *rest = source.relative_to(TEMPLATE).parts
        target = ROOT / _FOLDERS[kind].format(area=names.area) / filled("/".join(rest), names).removesuffix(".txt")
        if target.exists():
            raise Stopped(f"{target.relative_to(ROOT)} is there already.")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(filled(source.read_text(), names))
        made.append(target)
    return made


def filled(words: str, names: Names) -> str:
    """Put the names in the place of the placeholders."""
    for token, value in names.tokens.items():
        words = words.replace(token, value)
    return words


def edited(names: Names) -> None:
    """Edit the four shared places."""
    area, upper = names.area, names.area.upper()
    things = names.things.replace("_", " ")
    _edit(SHARED[0], lambda text: layered(text, area))
    _edit(
        SHARED[1],
        lambda text: text.replace(
            '    "goldenthread.api",\n', f'    "goldenthread.api",\n    "goldenthread.{area}",\n', 1
        ),
    )
    lines = (
        f'\n    # {things}\n    {upper}_VIEW = ("{area}.view", "see {things}")\n'
        f'    {upper}_EDIT = ("{area}.edit", "open and finish {things}")\n'
    )
    _edit(SHARED[2], lambda text: text.rstrip("\n") + "\n" + lines)
    _edit(SHARED[3], lambda text: _held(_held(text, "READER", f"P.{upper}_VIEW"), "OFFICER", f"P.{upper}_EDIT"))


def layered(text: str, area: str) -> str:
    """Add an area to the line of areas, which stands just below the interface; make that line if there is none."""
    match = re.search(r'(  "[^"\n]*\bapi\b[^"\n]*",\n)(  "([^"\n]*)",\n)', text)
    if match is None:
        raise Stopped("pyproject.toml: the layer list has no line with api, below which areas stand.")
    below = [name.strip() for name in match[3].split("|")]
    if "workbench" in below or "evidence" in below:
        return text[: match.start(2)] + f'  "{area}",\n' + text[match.start(2) :]
    return text[: match.start(2)] + f'  "{" | ".join([*below, area])}",\n' + text[match.end(2) :]


def _held(text: str, group: str, permission: str) -> str:
    """Add a permission to one of the named groups of `access/roles.py`."""
    changed, times = re.subn(rf"^({group} = .*?)\}}(\)?)$", rf"\1, {permission}}}\2", text, count=1, flags=re.M | re.S)
    if not times:
        raise Stopped(f"goldenthread/access/roles.py: the group {group} is not where it was.")
    return changed


def _edit(name: str, change) -> None:
    path = ROOT / name
    before = path.read_text()
    after = change(before)
    if after == before:
        raise Stopped(f"{name} could not be edited: it no longer looks as this command expects.")
    path.write_text(after)


def _python(*arguments: str) -> None:
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Stopped(f"python {' '.join(arguments)} failed:\n{done.stdout}{done.stderr}")


def main() -> int:
    """Write the area and say what to do next."""
    parser = argparse.ArgumentParser(prog="dev.py new-area", description=main.__doc__)
    parser.add_argument("name", help="the area, in the plural: visits")
    parser.add_argument("--thing", default="", help="one of its things, if the singular is not plain: visit")
    given = parser.parse_args()
    try:
        names = named(given.name, given.thing)
        made = written(names)
        edited(names)
        _python("manage.py", "makemigrations", names.area)
        _python("-m", "tools.migrations")
        _python("-m", "ruff", "check", "--fix", "--quiet", ".")
        _python("-m", "ruff", "format", "--quiet", ".")
        _python("-m", "tools.area_pages")
    except Stopped as stop:
        sys.stderr.write(f"{stop.sentence}\n")
        return stop.code
    for path in made:
        say(f"  wrote   {path.relative_to(ROOT)}")
    for name in SHARED:
        say(f"  edited  {name}")
    say(
        f"\nThe area {names.area} is there, and passes every law: python3 dev.py check\n"
        f"Its page is docs/areas/{names.area}.md. What to do next: docs/howto/add-an-area.md"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
