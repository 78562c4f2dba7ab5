"""Laws 5 and 6: every field has been thought about, and what the database can hold, it holds."""

import re
from pathlib import Path
from typing import Any

from django.db import models

from goldenthread.foundation.privacy import CLASSES
from tests.support import product, tree

_ANYWAY = {"id", "record", "edition"}  # the key, the spine's key and the count of saves are internal everywhere


def own_fields(model: type[models.Model]) -> list[str]:
    fields = [*model._meta.concrete_fields, *model._meta.local_many_to_many]
    return [field.name for field in fields if field.name not in _ANYWAY]


def privacy(model: type[models.Model]) -> Any:
    return vars(model).get("Privacy")


def test_every_field_is_classified_once():
    faults = []
    for model in product.our_models():
        rules = privacy(model)
        fields = own_fields(model)
        if rules is None:
            faults.append(
                f"{model._meta.label} has no inner class Privacy. To paste, then move each name where it belongs:\n"
                f"        class Privacy:\n            internal = {fields}\n"
                '            retention = "…how long a row is kept…"\n            basis = "…"'
            )
            continue
        placed = [name for each in CLASSES for name in getattr(rules, each, [])]
        faults += [f"{model._meta.label}.{name} is in no list" for name in fields if name not in placed]
        faults += [
            f"{model._meta.label}.{name} is in more than one list" for name in set(placed) if placed.count(name) > 1
        ]
        known = {*fields, *_ANYWAY}
        faults += [f"{model._meta.label} lists {name}, which is no field" for name in placed if name not in known]
    assert not faults, tree.told(
        faults,
        "in the model's class Privacy, put the field's name in exactly one of these lists:\n"
        + "\n".join(f"    {name}: {meaning}" for name, meaning in CLASSES.items()),
    )


def test_every_table_says_how_long_its_rows_are_kept_and_on_what_basis():
    faults = [
        f"{model._meta.label} does not say its {need}"
        for model in product.our_models()
        for need in ("retention", "basis")
        if not str(getattr(privacy(model), need, "")).strip()
    ]
    assert not faults, tree.told(
        faults,
        'in class Privacy: retention = "until two years after the person leaves" and '
        'basis = "public task: Children Act 2004, sections 16E to 16L"',
    )


def constrained_together(model: type[models.Model]) -> list[set[str]]:
    """The fields that each check constraint of a table speaks of."""
    names = {field.name for field in model._meta.concrete_fields}
    found = []
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            words = set(re.findall(r"[a-z_0-9]+", str(constraint.condition)))
            found.append(
                {name for name in names if any(word == name or word.startswith(f"{name}__") for word in words)}
            )
    return found


def pairs(model: type[models.Model]) -> list[tuple[str, str]]:
    """Fields that only make sense together: when and by whom, status and reason."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    found = []
    for name, field in fields.items():
        stem, _, ending = name.rpartition("_")
        other = f"{stem}_by"
        if ending in {"at", "on"} and other in fields and (field.null or fields[other].null):
            found.append((name, other))
        if name in {"status", "state", "stage"} and "reason" in fields:
            found.append((name, "reason"))
    return found


def test_fields_that_belong_together_are_held_together_by_the_database():
    faults = []
    for model in product.our_models():
        held = constrained_together(model)
        for one, other in pairs(model):
            if not any({one, other} <= each for each in held):
                faults.append(f"{model._meta.label}: {one} and {other}")
    assert not faults, tree.told(
        faults,
        "add to Meta.constraints, and a test that breaks it:\n\n"
        "    models.CheckConstraint(\n"
        "        condition=models.Q(decided_at__isnull=True, decided_by__isnull=True)\n"
        "        | models.Q(decided_at__isnull=False, decided_by__isnull=False),\n"
        '        name="thing_decided_at_and_by", violation_error_message="Say both who decided and when.",\n'
        "    )",
    )


def is_test_of_an_area(path: Path) -> bool:
    return path.name.startswith("test_") and "repository" not in path.parts


def test_every_constraint_has_a_test_that_names_it():
    tests = "\n".join(tree.text(path) for path in tree.python_files("tests") if is_test_of_an_area(path))
    faults = [
        f"{model._meta.label}: {constraint.name}"
        for model in product.our_models()
        for constraint in model._meta.constraints
        if constraint.name not in tests
    ]
    assert not faults, tree.told(
        faults,
        "write a test that breaks it and names it, in tests/AREA/test_models.py:\n\n"
        "    def test_a_record_cannot_close_before_it_opened(broken):\n"
        '        with broken("record_closed_after_opened"):\n'
        "            Record.objects.create(…)\n\n"
        "`broken` (tests/conftest.py) checks that the database refuses, and by the constraint you name, on both databases.",
    )


def test_constraint_names_are_unique_and_short_enough_for_both_databases():
    names = [c.name for model in product.our_models() for c in [*model._meta.constraints, *model._meta.indexes]]
    faults = [f"{name} is used twice" for name in sorted({n for n in names if names.count(n) > 1})]
    faults += [f"{name} is longer than 60 characters" for name in names if len(name) > 60]
    assert not faults, tree.told(faults, "begin the name with the table's: group_name_once")


def test_every_key_can_be_made_anywhere():
    faults = []
    for model in product.our_models():
        key = model._meta.pk
        one_to_one = isinstance(key, models.OneToOneField)
        if not one_to_one and not isinstance(key, models.UUIDField) and product.area_of(model) != "audit":
            faults.append(f"{model._meta.label}.{key.name} is a {type(key).__name__}")
    assert not faults, tree.told(faults, "extend foundation.models.BaseModel: its key is a time-ordered UUID.")
