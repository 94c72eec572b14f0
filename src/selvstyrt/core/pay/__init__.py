"""Pay (lønn): time entries in, pay lines out, each with its steps. Agreements are dated data."""
