"""What help costs (egenandel): the fee of a month by the citizen's own numbers, with every step."""
