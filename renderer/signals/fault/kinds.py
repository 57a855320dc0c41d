"""What can be wrong with the figures: six families of fault, each with a glitch of its own."""

__all__ = ["KINDS"]

KINDS = (
    "stale",  # the newest figure is older than it should be
    "revised",  # a figure of the past was changed
    "missing",  # a figure that was due has not come
    "implausible",  # a figure that does not fit those before it
    "tampered",  # a message that its sender did not write, or that came twice or out of order
    "suppressed",  # withheld, so that nobody can be recognised
)
