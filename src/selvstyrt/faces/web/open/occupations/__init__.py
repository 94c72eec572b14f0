"""Pages about the occupations (yrkene): what one does, what it takes, and how the codes hang together."""
