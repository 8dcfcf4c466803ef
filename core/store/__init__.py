"""The encrypted ledger; nothing outside knows which engine it is."""
