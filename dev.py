#!/usr/bin/env python3
"""Every command of a developer's day, with nothing but Python's standard library: `python3 dev.py` lists them."""

import sys

NEEDED = (3, 11)

if sys.version_info < NEEDED:
    sys.stderr.write(
        "Golden Thread needs Python {}.{} or later; this is {}.{}.\n"
        "Install a newer one and call it by its name, for example: python3.12 dev.py run\n".format(
            NEEDED[0], NEEDED[1], sys.version_info[0], sys.version_info[1]
        )
    )
    sys.exit(2)

from tools.commands import main  # noqa: E402 - only after the version is known to be right

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
