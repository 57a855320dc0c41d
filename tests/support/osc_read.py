"""A packet of OSC read to its end: a listener reads each message when there is time for it."""

from renderer.show.osc_packet import OscMessage, each_message

__all__ = ["parse_packet", "read_packet"]


def parse_packet(packet: bytes) -> tuple[OscMessage, ...]:
    """Return the messages of a packet, those of bundles too; raises ValueError where none can be read."""
    found, lost = read_packet(packet)
    if lost and not found:
        raise ValueError("no message that can be read")
    return found


def read_packet(packet: bytes) -> tuple[tuple[OscMessage, ...], int]:
    """Return the messages of a packet that can be read, in their order, and how many elements cannot."""
    read = tuple(each_message(packet))
    return tuple(one for one in read if one is not None), read.count(None)
