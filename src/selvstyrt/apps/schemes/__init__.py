"""BPA schemes, suppliers, roles, assignments and agreements (BPA-ordninger)."""
