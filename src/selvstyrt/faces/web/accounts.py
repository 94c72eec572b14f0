"""How allauth behaves here: nobody signs up alone; people are invited to a scheme or an organisation."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Local accounts without open sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No: an account comes with an invitation."""
        return False
