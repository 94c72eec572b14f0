"""The home page of the open front door, the list of addresses for search engines, and what robots may read."""
