"""Append-only, sealed audit events (journal); knows nobody."""
