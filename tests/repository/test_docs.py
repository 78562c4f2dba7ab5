"""Law 10: what the docs say is true."""

import re
from pathlib import Path

from tests.support import tree
from tools import commands, env_example


def pages() -> list[Path]:
    return [path for path in tree.files() if path.suffix == ".md"]


def decisions() -> list[Path]:
    return [path for path in pages() if path.parent.name == "adr" and path.name != "README.md"]


def test_each_decision_has_a_number_of_its_own_and_its_heading_is_its_name():
    faults, seen = [], {}
    for path in decisions():
        named = re.fullmatch(r"(\d{4})-([a-z0-9-]+)", path.stem)
        if not named:
            faults.append(f"{path.name} is not NNNN-the-decision-as-a-sentence.md")
            continue
        number, words = named.groups()
        if number in seen:
            faults.append(f"{path.name} has the number of {seen[number]}")
        seen[number] = path.name
        heading = tree.text(path).splitlines()[0]
        plain = re.sub(r"[^a-z0-9]+", "-", heading.removeprefix(f"# {number} ").lower()).strip("-")
        if plain != words:
            faults.append(f"{path.name} begins with {heading!r}")
    assert not faults, tree.told(faults, "take the next free number; the heading is '# NNNN The same sentence'.")


def test_every_command_of_dev_py_that_a_page_names_exists_and_each_is_told_to_developers():
    faults = []
    for path in pages():
        for name in re.findall(r"dev\.py ([a-z][a-z-]*)", tree.text(path)):
            if name not in commands.COMMANDS:
                faults.append(f"{tree.relative(path)} names `dev.py {name}`")
    told = tree.text(tree.ROOT / "DEVELOPERS.md")
    faults += [
        f"DEVELOPERS.md does not tell of `dev.py {name}`" for name in commands.COMMANDS if f"dev.py {name}" not in told
    ]
    assert not faults, tree.told(faults, "the commands are those of COMMANDS in tools/commands.py.")


def test_the_example_of_the_environment_lists_every_variable():
    faults = (
        [] if env_example.PATH.exists() and env_example.PATH.read_text() == env_example.wanted() else [".env.example"]
    )
    assert not faults, tree.told(
        faults, "python3 dev.py fix writes it anew from VARIABLES in goldenthread/config/env.py."
    )


def test_no_variable_is_read_that_is_not_listed():
    listed = {each.name for each in env_example.VARIABLES}
    faults = []
    for path in tree.python_files():
        for name in re.findall(r"\"(GOLDENTHREAD_[A-Z_]+|DATABASE_URL)\"", tree.text(path)):
            if name not in listed:
                faults.append(f"{tree.relative(path)} reads {name}")
    assert not faults, tree.told(
        faults, "add a Variable(…) for it to goldenthread/config/env.py, then python3 dev.py fix."
    )


def test_each_dependency_has_its_reason():
    faults = []
    lines = tree.text(tree.ROOT / "pyproject.toml").partition("dependencies = [")[2].partition("\n]")[0].splitlines()
    for line in lines:
        if line.strip() and not re.search(r'",?\s+# \w', line):
            faults.append(line.strip())
    assert not faults, tree.told(
        faults, 'write it beside the name in pyproject.toml: "nh3>=0.3.7",  # cleans HTML that comes from people'
    )


def test_requirements_are_locked_with_hashes():
    faults = []
    for name in ("requirements.txt", "requirements-dev.txt"):
        for block in re.split(r"\n(?=[a-zA-Z])", tree.text(tree.ROOT / name)):
            if "==" in block.splitlines()[0] and "--hash=sha256:" not in block:
                faults.append(f"{name}: {block.splitlines()[0]}")
    assert not faults, tree.told(faults, "python3 dev.py lock")
