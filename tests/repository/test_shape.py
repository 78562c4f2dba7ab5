"""Files and functions stay short enough to read."""

import ast

from tests.support import tree

LONGEST_MODULE = 400
LONG_FUNCTION = 40


def test_no_module_is_longer_than_four_hundred_lines():
    faults = []
    for path in [*tree.python_files(), *tree.python_files("tests"), *tree.python_files("bench")]:
        length = len(tree.text(path).splitlines())
        if length > LONGEST_MODULE:
            faults.append(f"{tree.relative(path)} has {length} lines")
    assert not faults, tree.told(
        faults, "turn operations.py into a package operations/ with one file per noun; data belongs in data/*.yaml."
    )


def test_at_most_one_function_in_twenty_is_long():
    lengths = []
    for path in tree.python_files():
        for node in ast.walk(tree.parsed(path)):
            if isinstance(node, ast.FunctionDef):
                lengths.append((node.end_lineno - node.lineno + 1, f"{tree.relative(path)}:{node.lineno} {node.name}"))
    long = sorted((each for each in lengths if each[0] > LONG_FUNCTION), reverse=True)
    assert len(long) <= len(lengths) / 20, tree.told(
        [f"{name} has {length} lines" for length, name in long], "give its steps names: one small function each."
    )
