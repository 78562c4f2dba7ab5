"""Triggers that forbid changing and deleting rows of the trail."""

from django.db import migrations

from goldenthread.audit import seals


def lock(apps, schema_editor):
    seals.lock(schema_editor.connection)


def unlock(apps, schema_editor):
    seals.unlock(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(lock, unlock)]
