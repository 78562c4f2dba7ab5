"""What others published about the two Cheshires and those like them: real files, brought in as people would."""

from pathlib import Path

from goldenthread.benchmarks import operations, tasks
from goldenthread.benchmarks.reading.found import silent
from goldenthread.demo.bodies import Known

_FOLDER = Path(__file__).parent / "data" / "published"
_MEASURES = "measures.csv"


def tell(known: Known) -> None:
    """Bring every published file in. The order does not matter: a rate finds the populations of its own release when it is read."""
    meta = (_FOLDER / _MEASURES).read_bytes()
    for path in sorted(_FOLDER.iterdir()):
        if path.name == _MEASURES or ".csv" not in path.name:
            continue
        ref = operations.receive_file(
            by=known.by,
            at=known.at,
            name=path.name.removesuffix(".gz"),
            content=path.read_bytes(),
            meta=meta if path.name.startswith("lait") else None,
            background=False,
        )
        tasks.bring_in(known.by, known.at, ref.id, silent, faults_seen=True)
