"""Time entries, approvals and periods (timelister)."""
