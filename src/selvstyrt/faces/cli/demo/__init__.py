"""The demo scheme: drawn from population parameters with a seed, then loaded through the services."""
