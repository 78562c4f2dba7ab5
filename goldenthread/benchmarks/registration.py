"""The contents page of the area: everything it adds to the whole."""

from django.db.models import Q

from goldenthread.access.permissions import Permission
from goldenthread.audit import registry as audit
from goldenthread.benchmarks import tasks
from goldenthread.ui import menu
from goldenthread.workbench import portable
from goldenthread.workbench.portable.registry import whole

READ = tasks.read

menu.register(
    menu.MenuItem(
        "evidence.published",
        "What others publish",
        "benchmarks:releases",
        Permission.EVIDENCE_VIEW,
        order=60,
        parent="evidence",
    )
)

portable.register(
    portable.Part(
        "benchmarks",
        "What others publish",
        (
            portable.Table("benchmarks.Place", where=whole, same_as=("code",), recognised=True),
            portable.Table("benchmarks.Measure", where=whole, same_as=("code",), recognised=True),
            portable.Table("benchmarks.Release", where=whole, same_as=("publisher", "title", "name"), recognised=True),
            portable.Table(
                "benchmarks.File",
                where=lambda viewer, partnership: Q(state="kept"),
                without={"content": None, "meta": None},
                same_as=("checksum",),
                recognised=True,
            ),
            portable.Table(
                "benchmarks.Sheet", where=whole, same_as=("measure", "end", "start", "file"), recognised=True
            ),
            portable.Table("benchmarks.NeighbourSet", where=whole, same_as=("model",), recognised=True),
            portable.Table("benchmarks.Neighbour", where=whole, same_as=("place", "set", "rank"), recognised=True),
        ),
    )
)

# Each line: code, sentence, fields.
for _code, _sentence, _fields in [
    ("received", "brought in {file}, published figures", "file checksum"),
    ("kept", "kept {values} figures of {file}: {release}", "file checksum release values faults models"),
    ("refused", "could not read {file}: {why}", "file why"),
    ("removed", "took {file} out of {release}: {why}", "file release why"),
    ("described", "described the release {release}", "release published_on population"),
    ("model_dated", "said that the neighbours of {model} serve from {from_on}", "model from_on"),
]:
    audit.declare(f"benchmarks.{_code}", _sentence, fields=_fields)
