"""What pip wrote when it failed, as the one sentence that leads on. Standard library only."""

from __future__ import annotations

import re
from pathlib import Path

# What pip, its network library and the system say where no server could be reached.
_NO_NETWORK = (
    *("NewConnectionError", "NameResolutionError", "ConnectTimeoutError", "ReadTimeoutError"),
    *("Temporary failure in name resolution", "Network is unreachable", "ProxyError"),
    *("No route to host", "Connection refused", "Failed to establish a new connection"),
)
_NO_TRUST = ("CERTIFICATE_VERIFY_FAILED", "SSLCertVerificationError")
_UNFIT = re.compile(r"No matching distribution found for (\S+)")


def explain(text: str, log: Path, python: str) -> str:
    """Why installing failed: `text` is what pip wrote, kept in the file `log`; `python` is 3.x."""
    if "No space left on device" in text or "Errno 28" in text:
        return f"Installing failed: the disk is full. Make room, then type the same again ({log})."
    if any(words in text for words in _NO_TRUST):
        return (
            "Installing failed: the certificate of the package index is not trusted here. Where a"
            f" proxy stands between, name its certificate in PIP_CERT; pip’s messages are in {log}."
        )
    if any(words in text for words in _NO_NETWORK):
        return (
            "Installing failed: the package index could not be reached. Connect to the network (or"
            f" name your proxy in HTTPS_PROXY), then type the same again; see {log}."
        )
    unfit = _UNFIT.search(text)
    if unfit:
        return (
            f"Installing failed: there is no {unfit[1]} for Python {python} on this kind of"
            f" computer. Type the same with another Python; pip’s messages are in {log}."
        )
    if "Permission denied" in text or "Errno 13" in text or "Read-only file system" in text:
        return f"Installing failed: a file can’t be written. Which one stands in {log}."
    return f"Installing failed, for a reason that stands at the end of {log}."
