"""Outages (系统停机): their dialogs and their list, imported when they are asked for."""
