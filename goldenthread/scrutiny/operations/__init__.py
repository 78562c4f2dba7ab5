"""Every change of the area. Each is one transaction, checks who may, and writes the audit trail."""

from goldenthread.scrutiny.operations.inspections import (
    change_inspection,
    judge_areas,
    record_found,
    record_inspection,
    sign_off,
)

__all__ = ["change_inspection", "judge_areas", "record_found", "record_inspection", "sign_off"]
