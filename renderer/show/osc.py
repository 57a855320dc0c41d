"""Open Sound Control over UDP, as far as live inputs need it: a port that costs a frame no more than its share."""

import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from ipaddress import IPv4Address
from itertools import islice

from renderer.core.errors import UsageError

from .osc_packet import BUNDLE, LONGEST, OscMessage, each_message

__all__ = ["Branch", "Listener", "OscMessage", "parse_place", "sender_address"]

# What a frame may spend, s of processor time: on messages of which each counts, and else on fetching packets, on
# reading them, and on reading them while more come than can be fetched. The rest waits in the system's own queue,
# which is bounded, and short, so that what waits is not old.
EACH, FETCH, BUDGET, FLOODED = 0.004, 0.0004, 0.0015, 0.0001
MOST_PACKETS = 512  # a frame
MOST_WAITING = 4096  # messages of a branch
AT_ONCE = 64  # messages of a packet between two looks at the clock
AGAIN = 5.0  # s until a place that could not be listened on is tried again
LOOPBACK = "127.0.0.1"
_QUEUE = 1 << 18  # bytes, which Linux doubles: some 600 small packets

Sender = tuple[str, int]


def parse_place(text: str) -> tuple[str, int]:
    """
    Return host and port of ``PORT`` or ``HOST:PORT``; without a host only this machine is heard.

    >>> parse_place("9000"), parse_place("0.0.0.0:9000")
    (('127.0.0.1', 9000), ('0.0.0.0', 9000))
    """
    host, _, port = text.rpartition(":")
    if not port.isascii() or not port.isdigit() or not 0 <= int(port) < 65536:
        raise UsageError(f"'{text}' is no port: write 9000, or 0.0.0.0:9000 to hear other machines too")
    return host or LOOPBACK, int(port)


def sender_address(text: str) -> str:
    """Return ``text`` as a packet's sender is written; raises UsageError where it is no address."""
    try:
        return str(IPv4Address(text))
    except ValueError:
        raise UsageError(f"'{text}' is no address to hear OSC from; write it as 192.168.0.7") from None


class Listener:
    """
    A port that is listened to.

    heard, refused : messages so far, and packets or messages that meant nothing, or came from strangers
    why : of the newest of those, whose packet it was and what was wrong, in words after that; ("", "") before
    """

    def __init__(
        self, host: str, port: int, senders: frozenset[str] = frozenset(), late: Callable[[str], None] | None = None
    ) -> None:  # fmt: skip
        """
        Hear ``senders`` (IP addresses), everyone who reaches the port without; raises UsageError where it is taken.

        late : is told of that instead, and of when it listens: it is tried again from time to time, for a network may
            give an address back

        UDP proves no sender: on a network that strangers are on, let OSC move only what may be moved by anyone.
        """
        self.heard = self.refused = 0
        self.why = ("", "")
        self._senders = frozenset(map(sender_address, senders))
        self._branches: dict[str, Branch] = {}
        self._left: list[tuple[bytes, Sender]] = []
        self._open: tuple[Iterator[OscMessage | None], Sender] | None = None  # a packet that is read in part
        self._place, self._late, self._told = (host, port), late, True
        self._closed = threading.Event()
        self._socket: socket.socket | None = None
        try:
            self._socket = _opened(host, port)
        except OSError as error:
            why = f"OSC cannot listen on {host}:{port} ({error.strerror})"
            if late is None:
                raise UsageError(f"{why}; name another port") from None
            late(f"{why}; the show goes on without OSC, and it is tried again")
            self._told = False
            threading.Thread(target=self._try_again, name="osc", daemon=True).start()

    @property
    def port(self) -> int:
        """The port, also where any free one was asked for as 0."""
        return int(self._socket.getsockname()[1]) if self._socket is not None else self._place[1]

    @property
    def open(self) -> bool:
        """Whether it listens by now."""
        return self._socket is not None

    def _try_again(self) -> None:
        """Open the port once that can be: beside the show, for a name may take long to be found."""
        while not self._closed.wait(AGAIN):
            try:
                found = _opened(*self._place)
            except OSError:
                continue
            self._socket = found
            if self._closed.is_set():
                found.close()
            return

    def branch(self, root: str) -> "Branch":
        """Return what comes under ``root`` as a listener of its own; ``drain`` no longer gives it."""
        return self._branches.setdefault(root, Branch(self))

    def drain(self, *, latest: bool = False) -> Iterator[tuple[Sender, OscMessage]]:
        """
        Give what has come since the last call, in its order; never waits, nor takes longer than a frame may spend.

        latest : of each address only the last two messages, a press and its release, are read; branches have all.
            Where more come than can be read the rest is dropped; without, it waits for the next call
        """
        if self._socket is None:
            return
        if not self._told and self._late is not None:
            self._told = True
            self._late(f"OSC listens on {self._place[0]}:{self.port} again")
        fetched, emptied = self._fetched(self._socket, latest)
        until = time.thread_time() + (EACH if not latest else BUDGET if emptied else FLOODED)
        packets = deque(fetched)
        while self._open or packets:
            if time.thread_time() > until:
                if latest and not emptied:
                    first = packets[0][1] if self._open is None else self._open[1]
                    self.refused += len(packets) + (self._open is not None)  # there are newer ones
                    self.why = (first[0], "sends more than can be read in time; the newest are taken")
                    self._open = None
                else:
                    self._left = list(packets)
                return
            if self._open is None:
                packet, sender = packets.popleft()
                self._open = each_message(packet), sender
            yield from self._some(*self._open)

    def _some(self, messages: Iterator[OscMessage | None], sender: Sender) -> Iterator[tuple[Sender, OscMessage]]:
        """Give the next few ``messages`` of one packet, those of no branch; a long bundle is read in turns."""
        some = list(islice(messages, AT_ONCE))
        if len(some) < AT_ONCE:
            self._open = None
        for message in some:
            if message is None:
                self.refused += 1
                self.why = (sender[0], "sent what is no OSC message that can be played")
                continue
            self.heard += 1
            branch = next((own for root, own in self._branches.items() if message.address.startswith(root)), None)
            if branch is None:
                yield sender, message
            else:
                branch.waiting.append((sender, message))

    def _fetched(self, place: socket.socket, latest: bool) -> tuple[list[tuple[bytes, Sender]], bool]:
        """Return the packets that wait, as many as may be fetched, and whether they are all."""
        until = time.thread_time() + (FETCH if latest else EACH)
        roots = tuple(root.encode() for root in self._branches)
        kept: dict[bytes | int, list[tuple[bytes, Sender]]] = {}
        left, self._left, emptied = self._left, [], False
        for number in range(MOST_PACKETS):
            if number >= len(left) and number % 8 == 0 and time.thread_time() > until:
                break
            try:
                packet, sender = left[number] if number < len(left) else place.recvfrom(LONGEST + 1)
            except BlockingIOError:
                emptied = True
                break
            except OSError:  # an answer that a former sender is gone
                continue
            if self._senders and sender[0] not in self._senders:
                self.refused += 1
                self.why = (sender[0], "is not among those that OSC is heard from, and is not heard")
                continue
            alone = not latest or packet.startswith(BUNDLE) or bool(roots and packet.startswith(roots))
            # By address and types: what no one can read does not push out what is played.
            key: bytes | int = number if alone else packet[: packet.find(b"\0", packet.find(b",", packet.find(b"\0")))]
            before = kept.pop(key, [])  # to the end, where the latest belong
            self.heard += len(before) == 2
            kept[key] = [*before[-1:], (packet, sender)]
        return [one for pair in kept.values() for one in pair], emptied

    def close(self) -> None:
        """Let go of the port."""
        self._closed.set()
        if self._socket is not None:
            self._socket.close()


def _opened(host: str, port: int) -> socket.socket:
    """Return a socket that hears ``port`` of ``host``; raises OSError."""
    found = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _QUEUE)
        found.setblocking(False)
        found.bind((host, port))
    except OSError:
        found.close()
        raise
    return found


class Branch:
    """The part of a listener's messages that lies under one address; who drains the listener fills it."""

    def __init__(self, listener: Listener) -> None:
        """Hold nothing yet; what nobody takes is forgotten, the oldest first."""
        self._listener = listener
        self.waiting: deque[tuple[Sender, OscMessage]] = deque(maxlen=MOST_WAITING)

    @property
    def port(self) -> int:
        """The listener's port."""
        return self._listener.port

    @property
    def heard(self) -> int:
        """Messages that the listener heard."""
        return self._listener.heard

    @property
    def refused(self) -> int:
        """What the listener refused, and what this branch's user did."""
        return self._listener.refused

    @refused.setter
    def refused(self, count: int) -> None:
        self._listener.refused = count

    def drain(self) -> Iterator[tuple[Sender, OscMessage]]:
        """Give what waits, in its order."""
        while self.waiting:
            yield self.waiting.popleft()

    def close(self) -> None:
        """Let go of the port."""
        self._listener.close()
