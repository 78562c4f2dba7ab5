"""The full-text index, as each database builds it."""

from django.db import migrations

from goldenthread.records import fulltext


def make(apps, schema_editor):
    fulltext.make(schema_editor.connection)


def drop(apps, schema_editor):
    fulltext.drop(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
