"""The command line (contract: docs/CLI.md)."""
