"""What opens over or in place of a screen; no dialog knows a screen."""
