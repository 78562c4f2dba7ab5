"""Golden Thread: the system a local safeguarding children partnership runs on."""
