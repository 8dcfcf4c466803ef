"""Every sentence that the program says, for the window and the command line."""
