"""Law 7: every kind of record is complete."""

import re
from uuid import UUID

from django.db import models
from django.urls import NoReverseMatch, reverse

from goldenthread.access.permissions import Permission
from goldenthread.records import kinds
from goldenthread.records.models import Record
from tests.support import product, tree

_SOME = UUID("01890000-0000-7000-8000-000000000000")


def spine_models() -> list[type[models.Model]]:
    return [
        model
        for model in product.our_models()
        if isinstance(model._meta.pk, models.OneToOneField) and model._meta.pk.related_model is Record
    ]


def test_every_kind_has_a_table_that_hangs_on_the_spine():
    hanging = [product.area_of(model) for model in spine_models() for _ in getattr(model, "SPINE_KINDS", ("its own",))]
    faults = []
    for area in {kind.code.split(".")[0] for kind in kinds.every()}:
        declared = [kind.code for kind in kinds.every() if kind.code.split(".")[0] == area]
        if hanging.count(area) < len(declared):
            faults.append(f"{area} declares {', '.join(declared)} but has {hanging.count(area)} tables on the spine")
    assert not faults, tree.told(
        faults,
        "each kind AREA.THING has a model with\n"
        '    record = models.OneToOneField("records.Record", on_delete=models.PROTECT, primary_key=True, related_name="+")',
    )


def test_every_kind_can_be_opened_and_is_guarded():
    faults = []
    for kind in kinds.every():
        try:
            reverse(kind.url_name, args=[_SOME])
        except NoReverseMatch:
            faults.append(f"{kind.code}: no address is named {kind.url_name!r} that takes one id")
        if not isinstance(kind.view, Permission):
            faults.append(f"{kind.code}: view= is not a Permission")
        if not re.fullmatch(r"[A-Z]{1,6}", kind.prefix):
            faults.append(f"{kind.code}: the prefix {kind.prefix!r} is not one to six capitals")
    assert not faults, tree.told(
        faults, "mend the RecordKind in the area's registration.py, or add the path to its urls.py"
    )


def test_every_table_on_the_spine_belongs_to_an_area_that_declares_a_kind():
    declaring = {kind.code.split(".")[0] for kind in kinds.every()}
    faults = [model._meta.label for model in spine_models() if product.area_of(model) not in declaring]
    assert not faults, tree.told(faults, "register a RecordKind for it in the area's registration.py")
