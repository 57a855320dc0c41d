"""A file without a name, in memory where the system has that: two processes share it by its descriptor."""

import os
import tempfile

__all__ = ["memory_file"]


def memory_file(name: str) -> int:
    """Return the descriptor of a new empty file; the system's own lists of what a process has open call it ``name``."""
    if hasattr(os, "memfd_create"):
        return os.memfd_create(name)
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())
