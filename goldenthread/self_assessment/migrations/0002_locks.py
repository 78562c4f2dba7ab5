"""A trigger that forbids changing what was signed."""

from django.db import migrations

from goldenthread.self_assessment import locks


def lock(apps, schema_editor):
    locks.lock(schema_editor.connection)


def unlock(apps, schema_editor):
    locks.unlock(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("self_assessment", "0001_initial")]
    operations = [migrations.RunPython(lock, unlock)]
