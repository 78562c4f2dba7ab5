"""Every event of the audit trail is declared where it is written."""

import ast
import re

from goldenthread.audit import registry
from tests.support import tree


def test_every_event_that_is_written_is_declared():
    declared = {event.code for event in registry.every()}
    faults = []
    for path in tree.python_files():
        for node in ast.walk(tree.parsed(path)):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "write"):
                continue
            first = node.args[0] if node.args else None
            said = first.value if isinstance(first, ast.Constant) else None
            if isinstance(said, str) and re.fullmatch(r"[a-z_]+\.[a-z_]+", said) and said not in declared:
                faults.append(f"{tree.relative(path)}:{node.lineno} writes {said!r}")
    assert not faults, tree.told(
        faults,
        "declare it in the area's registration.py:\n"
        '    audit.declare("group.renamed", "renamed the group from {before} to {after}", fields="before after")',
    )
