"""Reading published files: from bytes to tables, with a report of all that was met. Nothing here touches the database."""
