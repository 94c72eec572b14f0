"""Open data (åpne data): what there is, from whom, under which licence, how to cite it and how to fetch it."""
