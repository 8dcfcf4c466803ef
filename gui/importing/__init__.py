"""Bringing files in (导入): dropped, pasted, opened, watched, mailed; one result for each."""
