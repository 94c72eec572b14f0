"""The directory of suppliers: find, compare, and write to an adviser."""
