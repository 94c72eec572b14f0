"""Cases and decisions with their lines (vedtak)."""
