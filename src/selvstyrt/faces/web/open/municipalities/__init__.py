"""Choose county and municipality, and read what is known of BPA in one of them."""
