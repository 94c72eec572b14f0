"""Persons, organisations and logins (personer, organisasjoner)."""
