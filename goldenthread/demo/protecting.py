"""Figures of the demonstration, protected for boards and for the public, so that papers and reports can show them."""

from goldenthread.demo.bodies import Known
from goldenthread.demo.telling import teller
from goldenthread.releases import operations
from goldenthread.releases.rules.audiences import BOARD, PUBLIC


def tell(known: Known) -> None:
    """Protect the figures of every partnership as they are now."""
    by = teller(known)
    for place in known.partnerships.values():
        for audience in (BOARD, PUBLIC):
            operations.protect(by=by, at=known.at, partnership=place, audience=audience)
