"""What is declared is used: permissions, audit events, pages about areas, links between docs."""

import ast
import re

from goldenthread.access.permissions import Permission
from goldenthread.audit import registry
from tests.support import tree

# Held by roles already; the walled registers that it opens come with casework. The wall itself is proved on a test kind.
FOR_LATER = {"WALLED_CASEWORK"}


def test_every_permission_opens_or_changes_something():
    used = set()
    for path in tree.python_files():
        if tree.area_of(path) == "access":
            continue
        for node in ast.walk(tree.parsed(path)):
            if isinstance(node, ast.Attribute) and node.attr in Permission.__members__:
                used.add(node.attr)
    faults = [f"Permission.{name}" for name in Permission.__members__ if name not in used | FOR_LATER]
    assert not faults, tree.told(
        faults, "guard something with it, or take it out of goldenthread/access/permissions.py and roles.py."
    )


def test_every_declared_audit_event_is_written_somewhere():
    words = {}
    for path in tree.python_files():
        for node in ast.walk(tree.parsed(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words.setdefault(node.value, set()).add(path)
    faults = []
    for event in registry.every():
        pages = {path for path in words.get(event.code, set()) if "registration" not in path.as_posix()}
        if not pages:
            faults.append(event.code)
    assert not faults, tree.told(
        faults, "write it with trail.write(…) in the operation it tells of, or take the line out."
    )


def test_each_area_has_a_page():
    faults = [area for area in tree.areas() if not (tree.ROOT / "docs" / "areas" / f"{area}.md").exists()]
    assert not faults, tree.told(
        faults, "python3 dev.py fix writes the page; then say in a few words what the area is for."
    )


def test_each_area_has_tests_of_its_own():
    faults = [area for area in tree.areas() if not list((tree.ROOT / "tests" / area).glob("test_*.py"))]
    assert not faults, tree.told(faults, "tests/AREA/test_rules.py is the place to begin.")


def test_links_between_docs_lead_somewhere():
    faults = []
    for path in tree.files():
        if path.suffix != ".md" or "templates" in path.parts:
            continue
        for link in re.findall(r"\]\(([^)#:]+)\)", tree.text(path)):
            if not link.startswith("/") and not (path.parent / link).exists():
                faults.append(f"{tree.relative(path)} leads to {link}")
    assert not faults, tree.told(faults, "the path is relative to the page it stands on.")
