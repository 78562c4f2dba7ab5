"""Law: every table of the product leaves with an export, or is left out for a reason that the export tells."""

from django.apps import apps
from django.db.models import ForeignKey

from goldenthread.workbench import portable


def ours():
    return [model for model in apps.get_models() if model.__module__.startswith("goldenthread.")]


def test_every_table_is_exported_or_left_out_with_a_reason():
    taken = {table.model for table in portable.tables()}
    missing = [m._meta.label for m in ours() if m._meta.label not in taken | set(portable.left_out())]
    assert not missing, (
        f"An export would lose {missing}. Register each with workbench.portable.register(Part(…, tables=(Table(…),))) in the "
        "area's registration.py (areas below the workbench: in workbench/parts.py), or leave it out with "
        "workbench.portable.leave_out('why', 'area.Model')."
    )


def test_no_table_is_both_exported_and_left_out():
    both = {table.model for table in portable.tables()} & set(portable.left_out())
    assert not both, f"Decide: {sorted(both)}"


def test_what_an_export_points_at_is_in_the_export():
    taken = {table.model for table in portable.tables()}
    loose = [
        f"{table.model}.{field.name} points at {field.related_model._meta.label}"
        for table in portable.tables()
        for field in table.cls._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.name not in table.without
        if field.related_model._meta.label not in taken
    ]
    assert not loose, f"Rows would hang in the air: {loose}. Export the table it points at, or leave the field out."


def test_fields_named_in_the_parts_exist():
    for table in portable.tables():
        names = {field.name for field in table.cls._meta.concrete_fields}
        assert set(table.by) | set(table.same_as) | set(table.without) <= names, table.model


def test_secrets_never_leave():
    for table in portable.tables():
        names = {field.name for field in table.cls._meta.concrete_fields} - set(table.without)
        assert not names & {"password", "token_hash", "secret", "session_key"}, table.model
