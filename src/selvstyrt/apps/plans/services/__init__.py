"""The acts of planning, one module per topic: drafting, runs, adjusting, publishing, outbox, calendar."""
