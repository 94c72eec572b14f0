"""Vacant jobs as an assistant (ledige stillinger): search, one advert, and a saved search as an Atom feed."""
