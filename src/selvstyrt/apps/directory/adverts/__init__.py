"""Adverts (stillingsannonser): what is made of their text, and where they may come from."""
