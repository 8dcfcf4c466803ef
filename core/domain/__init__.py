"""Pure facts and rules of the field: no files, no network, no database, no clock."""
