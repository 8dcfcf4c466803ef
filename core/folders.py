"""Where data live unless the user names a folder."""

from pathlib import Path

from platformdirs import user_data_path


def default_folder() -> Path:
    """The platform's folder for a user's data, with our name."""
    return user_data_path("Piaohe", appauthor=False)
