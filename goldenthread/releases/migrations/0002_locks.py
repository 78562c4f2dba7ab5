"""Triggers that forbid changing what was prepared, decided and withdrawn."""

from django.db import migrations

from goldenthread.releases import locks


def lock(apps, schema_editor):
    locks.lock(schema_editor.connection)


def unlock(apps, schema_editor):
    locks.unlock(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("releases", "0001_initial")]
    operations = [migrations.RunPython(lock, unlock)]
