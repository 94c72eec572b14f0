"""Reads of public facts for the faces: one module for each topic, giving frozen dataclasses."""
