"""Migrations form one line per area, and say what the tables are."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.migrations.loader import MigrationLoader

from tests.support import tree
from tools import migrations


def test_each_area_has_one_newest_migration():
    loader = MigrationLoader(None)
    faults = []
    for app in sorted({key[0] for key in loader.graph.nodes}):
        leaves = loader.graph.leaf_nodes(app)
        if len(leaves) > 1:
            faults.append(f"{app} has {', '.join(name for _, name in leaves)}")
    assert not faults, tree.told(
        faults, "put the younger one after the elder: change its `dependencies`, then its number."
    )


@pytest.mark.django_db
def test_tables_and_migrations_agree():
    told = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=told, verbosity=2)
    except (SystemExit, CommandError):
        pytest.fail(f"{told.getvalue()}\nHow to mend it: python manage.py makemigrations, and read what it wrote.")


def test_tables_are_created_whole_and_together():
    faults = [
        f"{path.relative_to(tree.ROOT)}: {fault}"
        for path, migration in migrations.initial()
        for fault in migrations.loose(migration)
    ]
    assert not faults, tree.told(faults, "python3 dev.py fix writes them quicker; the tables come out the same.")
