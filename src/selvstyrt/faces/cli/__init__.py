"""The command `selvstyrt`: rules on files without a database, and the few commands that run the site."""
