"""What a user can do; each method is one use case."""
