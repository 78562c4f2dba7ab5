"""What must never stand in a file of the project."""

import re

from tests.support import tree

_BINARY = {".png", ".jpg", ".ico", ".woff2", ".pdf", ".docx", ".xlsx", ".zip", ".gz", ".ttf"}
_FORBIDDEN = [
    (re.compile(r"--(?:extra-)?index-" + r"url|--find-" + r"links"), "an option naming a package index"),
    (re.compile(r"pypi\.or" + r"g/simple|files\.pythonhoste" + r"d"), "a package index"),
    (re.compile(r"(?<![\w.])/(?:root|home/\w+|Users/\w+)" + r"/\w"), "a path of one machine"),
    (re.compile(r"BEGIN (?:RSA |EC |OPENSSH )?PRIVATE " + r"KEY"), "a private key"),
    (re.compile(r"^(?:<{7}|>{7}) \S", re.MULTILINE), "a conflict that nobody resolved"),
    (re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b"), "an unfinished note"),
]  # fmt: skip


def test_no_file_names_a_package_index_a_machine_s_folder_a_key_or_holds_unfinished_work():
    faults = []
    for path in tree.files():
        if path.suffix in _BINARY or "vendor" in path.parts or path.name.endswith((".min.css", ".min.js")):
            continue
        content = path.read_bytes().decode("utf-8", "replace")
        for pattern, what in _FORBIDDEN:
            for match in pattern.finditer(content):
                line = content.count("\n", 0, match.start()) + 1
                faults.append(f"{tree.relative(path)}:{line} holds {what}: {match.group()!r}")
    assert not faults, tree.told(faults, "take it out: the tree must read and work the same on every machine.")


def test_text_files_end_with_one_line_end_and_hold_no_tabs_or_carriage_returns():
    faults = []
    for path in tree.files():
        if path.suffix not in {".py", ".jinja", ".md", ".toml", ".yaml", ".css"} or "vendor" in path.parts:
            continue
        content = path.read_bytes()
        if content and not content.endswith(b"\n"):
            faults.append(f"{tree.relative(path)} does not end with a line end")
        if b"\r" in content:
            faults.append(f"{tree.relative(path)} holds carriage returns")
    assert not faults, tree.told(faults, "save it as plain UTF-8 text with Unix line ends.")
