"""What a supplier's coordinators write about the supplier for everybody, and the messages they get."""
