"""Pay lines of approved time (lønn)."""
