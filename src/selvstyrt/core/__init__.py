"""The rules: pure Python on the standard library alone, usable without the rest of the house."""
