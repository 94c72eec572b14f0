"""Needs, plan versions, shifts, wishes and optimiser runs (planer)."""
