"""What the overview (概览) is made of."""
