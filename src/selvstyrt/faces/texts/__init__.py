"""Words that more than one face needs: what a finding means, in bokmål, nynorsk and English."""

from selvstyrt.faces.texts.findings import LANGUAGES, Told, duration, explain, known_rules, spoken, told

__all__ = ["LANGUAGES", "Told", "duration", "explain", "known_rules", "spoken", "told"]
