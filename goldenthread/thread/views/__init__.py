"""Pages of the thread: each turns a request into one query or one operation, and the answer into a page."""
