"""The command line (contract: README, docs)."""
