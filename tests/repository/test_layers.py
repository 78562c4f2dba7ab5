"""Laws 1 and 2: arrows point down, also where import contracts cannot see; and areas are entered by their front doors."""

from collections.abc import Iterator

import grimp
from django.apps import apps
from django.conf import settings
from django.db import models

from tests.support import product, tree


def relations() -> Iterator[tuple[str, type[models.Model], str]]:
    for model in product.our_models():
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            if field.is_relation and field.related_model is not None:
                target = (
                    apps.get_model(field.related_model) if isinstance(field.related_model, str) else field.related_model
                )
                yield f"{model._meta.label}.{field.name}", target, product.area_of(model)


def test_every_relation_points_to_the_same_area_or_to_a_lower_one():
    levels = tree.levels()
    faults = []
    for name, target, area in relations():
        if not target.__module__.startswith("goldenthread."):
            if target._meta.app_label == "contenttypes":
                faults.append(f"{name} points at a content type: point at records.Record instead")
            continue
        other = product.area_of(target)
        if other != area and levels[other] >= levels[area]:
            faults.append(f"{name} points from {area} to {target._meta.label}, which is not below it")
    assert not faults, tree.told(
        faults,
        "a table may only point at its own area or at one on a lower line of the layer list in pyproject.toml. What two "
        'neighbours share hangs on the spine: use models.ForeignKey("records.Record", on_delete=models.PROTECT).',
    )


def test_tables_of_an_area_are_imported_only_by_that_area():
    graph = grimp.build_graph("goldenthread", cache_dir=None, exclude_type_checking_imports=True)
    faults = []
    for imported in graph.modules:
        parts = imported.split(".")
        if len(parts) < 3 or parts[1] == "foundation" or parts[2] != "models":
            continue
        for importer in graph.find_modules_that_directly_import(imported):
            if importer.split(".")[1] != parts[1] and ".migrations" not in importer:
                faults.append(f"{importer} imports {imported}")
    assert not faults, tree.told(
        sorted(faults),
        "call a query or an operation of that area instead: `from goldenthread.X import queries as x_queries`. If none "
        "answers the question, add one there; it returns a queryset or a frozen dataclass limited to what the viewer may know.",
    )


def test_the_layer_list_names_every_package_that_is_there():
    named = {name for line in tree.layers() for name in line}
    there = {tree.area_of(path) for path in tree.python_files() if tree.area_of(path)}
    assert named == there, tree.told(
        [f"{name} is named but is not there" for name in named - there]
        + [f"goldenthread/{name}/ is there but is not named" for name in there - named],
        "the first contract under [tool.importlinter] in pyproject.toml lists each package once, on the line where it stands.",
    )


def test_installed_areas_stand_in_the_order_of_the_layers():
    installed = [name.split(".")[1] for name in settings.AREAS]
    with_app = {tree.area_of(path) for path in tree.python_files() if path.name == "apps.py"}
    order = [name for line in tree.layers() for name in line if name in with_app]
    levels = tree.levels()
    assert set(installed) == with_app, tree.told(
        [f"{name} has an apps.py but is not in AREAS" for name in with_app - set(installed)]
        + [f"{name} is in AREAS but has no apps.py" for name in set(installed) - with_app],
        f"AREAS in goldenthread/config/settings.py should be, in this order: {', '.join(order)}",
    )
    heights = [levels[name] for name in installed]
    assert heights == sorted(heights, reverse=True), tree.told(
        [f"AREAS is {', '.join(installed)}"], f"put them in the order of the layers: {', '.join(order)}"
    )


def test_each_app_imports_its_contents_page_and_nothing_else_when_ready():
    faults = []
    for path in tree.python_files():
        if path.name != "apps.py":
            continue
        area = tree.area_of(path)
        page = (tree.ROOT / tree.PACKAGE / area / "registration.py").exists()
        if page and f"from goldenthread.{area} import registration" not in tree.text(path):
            faults.append(f"{tree.relative(path)} does not import registration in ready()")
    assert not faults, tree.told(
        faults, "def ready(self):\n            from goldenthread.AREA import registration  # the contents page"
    )
