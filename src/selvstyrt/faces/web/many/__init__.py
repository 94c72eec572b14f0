"""Rosters for many schemes at once: the pages of a supplier's coordinator (turnus for alle)."""
