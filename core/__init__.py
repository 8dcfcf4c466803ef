"""The whole program without a window; it imports no Qt."""
