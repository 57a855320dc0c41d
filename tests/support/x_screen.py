"""What is on the screen of an X server, asked in its own protocol: a process for each look would cost more than it."""

import re
import socket
import struct

import numpy as np

GEOMETRY, IMAGE = 14, 73  # numbers of requests
PIXMAP, EVERY = 2, 0xFFFFFFFF  # whole pixels, of every plane


class Screen:
    """
    One connection to the server that ``display`` names, as ":3".

    Of the core protocol, X11R7: https://www.x.org/releases/X11R7.7/doc/xproto/x11protocol.html, appendix B.
    """

    def __init__(self, display):
        number = re.fullmatch(r":(\d+)(\.\d+)?", display)[1]
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(f"/tmp/.X11-unix/X{number}")
        self._socket.sendall(struct.pack("<BxHHHHxx", ord("l"), 11, 0, 0, 0))  # no name and no key: it is our own
        said, length = struct.unpack("<B5xH", self._read(8))
        rest = self._read(4 * length)
        assert said == 1, rest
        vendor, formats = struct.unpack_from("<16xHxxxB", rest)
        at = 32 + vendor + -vendor % 4
        bits = dict(struct.unpack_from("<BB", rest, at + 8 * i) for i in range(formats))
        at += 8 * formats
        self._root, depth = struct.unpack_from("<I34xB", rest, at)
        self._bytes = bits[depth] // 8  # a pixel: servers of depth 24 choose 3 or 4

    def size(self):
        """Return width and height, px."""
        head = self._ask(struct.pack("<BxHI", GEOMETRY, 2, self._root))[0]
        return struct.unpack_from("<16xHH", head)

    def picture(self, x, y, width, height):
        """Return what is shown there, uint8 [height, width, 3]; None where that is not on the screen now."""
        head, data = self._ask(struct.pack("<BBHIhhHHI", IMAGE, PIXMAP, 5, self._root, x, y, width, height, EVERY))
        if head[0] == 0:
            return None
        rows = np.frombuffer(data, np.uint8).reshape(height, -1)[:, : width * self._bytes]  # a row ends on 32 bits
        return rows.reshape(height, width, self._bytes)[:, :, 2::-1].copy()

    def close(self):
        self._socket.close()

    def _ask(self, request):
        """Return the 32 bytes of an answer, or of an error, which begins with 0, and what follows."""
        self._socket.sendall(request)
        while (head := self._read(32))[0] > 1:
            pass  # an event: that the keyboard's layout changed is told to all, whether they want to know or not
        return head, self._read(4 * struct.unpack_from("<4xI", head)[0]) if head[0] == 1 else b""

    def _read(self, count):
        got = bytearray(count)
        view = memoryview(got)
        while view:
            some = self._socket.recv_into(view)
            assert some, "the server ended"
            view = view[some:]
        return got
