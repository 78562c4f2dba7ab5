"""Tables of the record spine."""

from goldenthread.records.models.record import Record, ReferenceCounter
from goldenthread.records.models.search import SearchDoc

__all__ = ["Record", "ReferenceCounter", "SearchDoc"]
