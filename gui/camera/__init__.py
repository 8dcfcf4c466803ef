"""The camera: a picture that lives, the codes in it outlined, each taken once while it stays.

QtMultimedia is an optional part: only `eye` and `pixels` import it, and they are imported when the
panel opens.
"""
