"""Pages, forms, components and texts; bokmål is the source text."""
