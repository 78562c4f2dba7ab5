"""One module per area, each with ``generate(made)``; run in the order of ORDER. A new area adds its module and its line here."""

ORDER = ["partnership", "clocks", "thread", "plans", "accounts", "evidence", "finance", "reports", "case_audits"]
