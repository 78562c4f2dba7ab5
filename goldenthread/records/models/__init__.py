"""Tables of the record spine."""

from goldenthread.records.models.record import Record, ReferenceCounter

__all__ = ["Record", "ReferenceCounter"]
