"""Pages of the area "start"."""
