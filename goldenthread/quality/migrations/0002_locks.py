"""A trigger that forbids rewording what was published."""

from django.db import migrations

from goldenthread.quality import locks


def lock(apps, schema_editor):
    locks.lock(schema_editor.connection)


def unlock(apps, schema_editor):
    locks.unlock(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("quality", "0001_initial")]
    operations = [migrations.RunPython(lock, unlock)]
