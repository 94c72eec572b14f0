"""Ledger rows of the hours account (timekonto)."""
