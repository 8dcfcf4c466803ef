"""The version of the program, as backups and the window name it."""

VERSION = "0.1.0"
