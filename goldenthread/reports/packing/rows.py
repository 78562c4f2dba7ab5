"""The items of a pack that was made, as rows."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from goldenthread.reports.models import PackItem
from goldenthread.reports.packing import printing
from goldenthread.reports.packing.gathering import Item
from goldenthread.reports.packing.printing import Printed


def rows_of(pack: UUID, items: Sequence[Item], printed: Printed) -> list[PackItem]:
    """Return the items of a pack as rows, with the pages on which they stand."""
    return [
        PackItem(
            pack_id=pack,
            place=place,
            number=item.number,
            part=item.part.code,
            part_title=item.part.title,
            title=item.piece.title[:300],
            about=item.piece.about[:300],
            on=item.piece.on,
            address=item.piece.address[:300],
            record=item.piece.record,
            restricted=item.piece.restricted or any(file.restricted for file in item.piece.files),
            page=printed.at[printing.item_name(item)],
            key=item.key,
            seal=item.seal,
            files=[_file(item, number, file, printed) for number, file in enumerate(item.files, start=1)],
        )
        for place, item in enumerate(items, start=1)
    ]


def _file(item: Item, number: int, file: Any, printed: Printed) -> dict[str, Any]:
    return {
        "name": file.place,
        "title": file.title,
        "size": file.size,
        "sha256": file.sha256,
        "refused": file.refused,
        "page": printed.at.get(printing.file_name(item, number)),
    }
