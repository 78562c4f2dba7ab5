"""Law 8: templates only lay out what they are given."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import nodes

from goldenthread.ui.jinja import environment
from tests.support import product, tree

_ASKING = {"all", "filter", "exclude", "exists", "first", "last", "order_by", "values", "values_list", "select_related",
           "prefetch_related", "aggregate", "annotate", "get_queryset"}  # fmt: skip


@pytest.fixture(scope="module")
def parsed() -> list[tuple[Path, nodes.Template]]:
    from jinja2 import DictLoader

    env = environment(loader=DictLoader({}), autoescape=True, extensions=["jinja2.ext.i18n"])
    return [(path, env.parse(tree.text(path), filename=str(path))) for path in tree.templates()]


def used_names(page: nodes.Template) -> set[str]:
    return {node.name for node in page.find_all(nodes.Name) if node.ctx == "load"}


def imported(page: nodes.Template) -> Iterator[str]:
    for node in page.find_all(nodes.FromImport):
        for name in node.names:
            yield name if isinstance(name, str) else name[1]


def test_every_macro_that_a_template_imports_is_used(parsed):
    faults = [
        f"{tree.relative(path)} imports {name} and never uses it"
        for path, page in parsed
        for name in imported(page)
        if name not in used_names(page)
    ]
    assert not faults, tree.told(faults, "take the name out of the {% from … import … %} line.")


def test_templates_ask_the_database_nothing(parsed):
    faults = []
    for path, page in parsed:
        for node in page.find_all(nodes.Getattr):
            if node.attr == "objects":
                faults.append(f"{tree.relative(path)}:{node.lineno} uses .objects")
        for call in page.find_all(nodes.Call):
            if isinstance(call.node, nodes.Getattr) and call.node.attr in _ASKING:
                faults.append(f"{tree.relative(path)}:{call.lineno} calls .{call.node.attr}()")
    assert not faults, tree.told(
        faults, "ask in queries.py, hand the answer to page(request, template, {…}) in the view."
    )


def test_every_address_that_a_template_names_exists(parsed):
    names, spaces = product.url_names(), {name.rpartition(":")[0] for name in product.url_names()}
    faults = []
    for path, page in parsed:
        for call in page.find_all(nodes.Call):
            if not (isinstance(call.node, nodes.Name) and call.node.name == "url" and call.args):
                continue
            first = call.args[0]
            if isinstance(first, nodes.Const) and first.value not in names:
                space = first.value.rpartition(":")[0]
                if space in spaces or not _to_come(space):
                    faults.append(f"{tree.relative(path)}:{call.lineno} names {first.value!r}")
    assert not faults, tree.told(
        faults, "names are AREA:NAME as in the area's urls.py; `python3 dev.py wiring` lists them all."
    )


def _to_come(space: str) -> bool:
    return space in tree.levels() and not (tree.ROOT / tree.PACKAGE / space / "urls.py").exists()
