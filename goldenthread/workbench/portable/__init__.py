"""Exporting everything of a partnership in open formats, and restoring it elsewhere. Areas register their part."""

from goldenthread.workbench.portable.registry import Part, Store, Table, every, leave_out, left_out, register, tables

__all__ = ["Part", "Store", "Table", "every", "leave_out", "left_out", "register", "tables"]
