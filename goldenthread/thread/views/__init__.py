"""Pages of the thread: each turns a request into one query or one operation, and the answer into a page."""

from goldenthread.thread.views.pages import action, finding, recommendation

__all__ = ["action", "finding", "recommendation"]
