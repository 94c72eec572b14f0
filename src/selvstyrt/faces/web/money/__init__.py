"""Pages of the area "money"."""
