"""Triggers that forbid changing a published edition and its files."""

from django.db import migrations

from goldenthread.reports import locks


def lock(apps, schema_editor):
    locks.lock(schema_editor.connection)


def unlock(apps, schema_editor):
    locks.unlock(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]
    operations = [migrations.RunPython(lock, unlock)]
