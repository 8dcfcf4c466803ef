"""Bytes to drafts and rows, and rows to workbooks."""
