"""Whose certificates are believed (受信任的根证书), the same for services, their check and mail."""

import ssl
from pathlib import Path


def trusting(file: Path | None = None) -> ssl.SSLContext:
    """Believe what the system believes, and Mozilla's list beside it; or `file` alone.

    The system knows the certificate of a company's own gateway. On macOS OpenSSL finds nothing of
    the system's: without the list every service would look false there.
    """
    if file is not None:
        return ssl.create_default_context(cafile=str(file))
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
