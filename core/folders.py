"""Where data live unless the user names a folder, and what is never written anywhere."""

from pathlib import Path

from platformdirs import user_data_path

try:
    import resource
except ImportError:  # Windows, which writes no core files by itself
    resource = None  # type: ignore[assignment]


def default_folder() -> Path:
    """The platform's folder for a user's data, with our name."""
    return user_data_path("Piaohe", appauthor=False)


def leave_no_core_file() -> None:
    """Let a crash of this process or its children write no memory, and so no key, to a disk."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
