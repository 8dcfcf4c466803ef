"""The parts of the entry screen (录入)."""
