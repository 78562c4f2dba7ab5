"""Sets pages with Typst, in a process of its own: asked as JSON on its input, answered as bytes on its output.

It is started as a file, so it imports nothing of the product. Typst keeps what it has read for as long as its process lives; here
that ends with the pages.
"""

import base64
import json
import sys
from typing import Any

import typst


def main() -> int:
    """Read one request, write one answer. What Typst refuses goes to the error output, with exit status 3."""
    asked: dict[str, Any] = json.load(sys.stdin)
    try:
        made = typst.compile(
            asked["template"],
            root=asked["root"],
            font_paths=[asked["fonts"]],
            ignore_system_fonts=True,
            format=asked["format"],
            ppi=asked["ppi"],
            sys_inputs={"matter": json.dumps(asked["matter"], ensure_ascii=False)},
            pdf_standards=asked["standards"],
            timestamp=asked["timestamp"],
        )
    except typst.TypstError as refused:
        sys.stderr.buffer.write(refused.message.encode())
        return 3
    pages = made if isinstance(made, list) else [made]
    json.dump([base64.b64encode(page).decode("ascii") for page in pages], sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
