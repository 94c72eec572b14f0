"""Addresses for other programs: calendar feeds."""
