"""The roof: settings, root addresses and server entries; the only place that knows everybody."""
