"""Who may do what is one page, and the page is true."""

import ast

from goldenthread.access.permissions import Permission
from goldenthread.access.roles import ROLES
from tests.support import tree


def test_every_permission_is_held_by_some_role():
    held = {permission for role in ROLES.values() for permission in role.permissions}
    faults = [permission.code for permission in Permission if permission not in held]
    assert not faults, tree.told(
        faults, "say in goldenthread/access/roles.py who holds it, or take it out of permissions.py."
    )


def test_every_role_has_a_sentence_that_a_manager_would_sign():
    faults = [
        code for code, role in ROLES.items() if code != role.code or not role.sentence.endswith(".") or not role.scopes
    ]
    assert not faults, tree.told(
        faults, "a role has a code, a name, a whole sentence and at least one place to be held in."
    )


def test_every_permission_named_in_code_is_on_the_page():
    names = set(Permission.__members__)
    faults = []
    for path in tree.python_files():
        for node in ast.walk(tree.parsed(path)):
            if not (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)):
                continue
            if node.value.id == "Permission" and node.attr.isupper() and node.attr not in names:
                faults.append(f"{tree.relative(path)}:{node.lineno} names Permission.{node.attr}")
    assert not faults, tree.told(
        faults, "add it to goldenthread/access/permissions.py, with the words that complete its sentence."
    )
