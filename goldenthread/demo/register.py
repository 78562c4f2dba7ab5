"""The part of the demonstration that comes from a spreadsheet: invented schools and their people, through the importer."""

import hashlib
from pathlib import Path

from goldenthread.demo.bodies import Known
from goldenthread.foundation.errors import RuleBroken
from goldenthread.partnership import imports, operations, queries

FILE = Path(__file__).parent / "data" / "invented_schools.csv"
HOME = "cheshire-west-and-chester"


def schools(known: Known) -> None:
    """Import the spreadsheet as a business manager would. Raises `RuleBroken` for a line that cannot be used."""
    content = FILE.read_bytes()
    kinds = {kind.name.lower(): kind.code for kind in queries.kinds(known.by, "agency")}
    found = imports.read(content, FILE.name, kinds)
    file = operations.receive_register(
        **known.who,
        partnership=known.partnerships[HOME],
        name=FILE.name,
        checksum=hashlib.sha256(content).hexdigest(),
        rows=found.rows,
        messages=[
            {"cell": one.cell, "line": one.line, "sentence": one.sentence, "stops": one.stops} for one in found.messages
        ],
    )
    kept = operations.keep_register(**known.who, register_file=file.pk, illustrative=True)
    if kept.messages:
        first = kept.messages[0]
        raise RuleBroken(f"{FILE.name}, {first['cell']}: {first['sentence']}")
