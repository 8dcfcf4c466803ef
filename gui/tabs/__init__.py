"""The tabs, each a screen that knows only its Desk."""
