"""Kinds of public facts: one module each, with its frozen dataclasses, its `read`, and its `Dataset` (datasett)."""
