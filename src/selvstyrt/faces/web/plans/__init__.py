"""Pages of the area "plans"."""
