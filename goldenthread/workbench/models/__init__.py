"""Tables of the workbench."""

from goldenthread.workbench.models.allowance import Allowance
from goldenthread.workbench.models.check_result import CheckResult, CheckRun
from goldenthread.workbench.models.delegation import Delegation
from goldenthread.workbench.models.draft import Draft
from goldenthread.workbench.models.feed import CalendarFeed
from goldenthread.workbench.models.preference import MailPreference
from goldenthread.workbench.models.saved_view import SavedView

__all__ = ["Allowance", "CalendarFeed", "CheckResult", "CheckRun", "Delegation", "Draft", "MailPreference", "SavedView"]
