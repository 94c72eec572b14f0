"""Words that more than one face needs: what a finding means, in bokmål, nynorsk and English."""

from selvstyrt.faces.texts.findings import LANGUAGES, duration, explain, known_rules

__all__ = ["LANGUAGES", "duration", "explain", "known_rules"]
