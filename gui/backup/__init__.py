"""What the backup screen is made of."""
