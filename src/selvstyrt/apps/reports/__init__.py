"""The month report for the municipality (rapporter)."""
