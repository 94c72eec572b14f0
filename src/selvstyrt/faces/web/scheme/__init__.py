"""Pages of the area "scheme"."""
