"""Triggers that forbid changing grades that were handed in, and handing them back once they are open."""

from django.db import migrations

from goldenthread.case_audits import locks


def lock(apps, schema_editor):
    locks.lock(schema_editor.connection)


def unlock(apps, schema_editor):
    locks.unlock(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("case_audits", "0001_initial")]
    operations = [migrations.RunPython(lock, unlock)]
