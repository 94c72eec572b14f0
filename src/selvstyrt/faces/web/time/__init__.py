"""Pages of the area "time"."""
