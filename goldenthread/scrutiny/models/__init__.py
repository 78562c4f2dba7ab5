"""The tables of the area."""

from goldenthread.scrutiny.models.inspection import Inspected, Inspection, Judged, SignOff

__all__ = ["Inspected", "Inspection", "Judged", "SignOff"]
