"""Small files of SPSS, Stata and SAS, written by hand from their published layouts: no library here writes them."""

import struct

STATA_A = 2147483622  # how a table of labels writes .a


def _labels_text(text, unit):
    data = text.encode()
    return data + b" " * (-len(data) % unit)


def write_sav(path, names, rows, *, labels=None, missing=None, titles=None):
    """
    Write an SPSS file of numbers, uncompressed.

    labels : for a name, text by value; missing : for a name, the values declared absent; titles : labels of columns
    """
    labels, missing, titles = labels or {}, missing or {}, titles or {}
    out = [b"$FL2" + b"@(#) SPSS DATA FILE".ljust(60) + struct.pack("<5i", 2, len(names), 0, 0, len(rows))
           + struct.pack("<d", 100.0) + b"01 Jan 24" + b"10:00:00" + b" " * 64 + b"\0" * 3]  # fmt: skip
    for name in names:
        lost, title = missing.get(name, ()), titles.get(name, "")
        form = 5 << 16 | 8 << 8 | 2
        out.append(struct.pack("<6i", 2, 0, bool(title), len(lost), form, form) + name.upper().encode().ljust(8))
        if title:
            out.append(struct.pack("<i", len(title.encode())) + _labels_text(title, 4))
        out.append(struct.pack(f"<{len(lost)}d", *lost))
    for name, texts in labels.items():
        out.append(struct.pack("<2i", 3, len(texts)))
        for value, text in texts.items():
            data = text.encode()
            out.append(struct.pack("<d", value) + bytes([len(data)]) + data + b" " * (-(len(data) + 1) % 8))
        out.append(struct.pack("<3i", 4, 1, names.index(name) + 1))
    out.append(struct.pack("<4i", 7, 20, 1, 5) + b"UTF-8" + struct.pack("<2i", 999, 0))
    lost = -struct.unpack("<d", b"\xff" * 6 + b"\xef\x7f")[0]  # SPSS' own value for nothing
    out += [struct.pack("<d", lost if value is None else value) for row in rows for value in row]
    path.write_bytes(b"".join(out))
    return path


def write_dta(path, names, rows, *, labels=None):
    """
    Write a Stata file of whole numbers up to 100, format 115; 102 is its missing value .a and nothing is 101.

    labels : for a name, text by value; that of .a is ``STATA_A``
    """
    labels = labels or {}
    count = len(names)
    out = [struct.pack("<4BHI", 115, 2, 1, 0, count, len(rows)) + b"\0" * 81 + b"\0" * 18, bytes([251] * count)]
    out += [name.encode().ljust(33, b"\0") for name in names]
    out += [b"\0" * (2 * (count + 1)), b"%8.0g".ljust(49, b"\0") * count]
    out += [(b"own_" + name.encode() if name in labels else b"").ljust(33, b"\0") for name in names]
    out += [b"\0" * (81 * count), b"\0" * 5]
    out += [bytes(101 if value is None else value for value in row) for row in rows]
    for name, texts in labels.items():
        ends = [0]
        words = [text.encode("cp1252") + b"\0" for text in texts.values()]
        for word in words:
            ends.append(ends[-1] + len(word))
        body = struct.pack("<2i", len(words), ends[-1]) + struct.pack(f"<{len(words)}i", *ends[:-1])
        body += struct.pack(f"<{len(words)}i", *texts) + b"".join(words)
        out.append(struct.pack("<i", len(body)) + (b"own_" + name.encode()).ljust(33, b"\0") + b"\0" * 3 + body)
    path.write_bytes(b"".join(out))
    return path


def _ibm(value):
    """Return a number as IBM's machines wrote it, in eight bytes; a dot where there is none."""
    if value is None:
        return b"." + b"\0" * 7
    if value == 0:
        return b"\0" * 8
    sign, size, power = 0x80 * (value < 0), abs(value), 64
    while size >= 1:
        size, power = size / 16, power + 1
    while size < 1 / 16:
        size, power = size * 16, power - 1
    return bytes([sign | power]) + int(size * 2**56).to_bytes(7, "big")


def write_xport(path, names, rows):
    """Write a SAS transport file, version 5, of numbers."""
    def line(text):
        return text.encode().ljust(80)

    def head(kind, number="0" * 30):
        return line(f"HEADER RECORD*******{kind:<8}HEADER RECORD!!!!!!!{number}  ")

    day = "13APR89:10:20:06"
    out = [head("LIBRARY"), line(f"SAS     SAS     SASLIB  6.06    bsd4.2  {'':24}{day}"), line(day),
           head("MEMBER", "000000000000000001600000000140"), head("DSCRPTR"),
           line(f"SAS     TABLE   SASDATA 6.06    bsd4.2  {'':24}{day}"), line(day),
           head("NAMESTR", f"000000{len(names):04d}00000000000000000000")]  # fmt: skip
    parts = b"".join(struct.pack(">4h", 1, 0, 8, number) + name.encode().ljust(8) + b" " * 40 + b" " * 8
                     + struct.pack(">3h", 0, 0, 0) + b"\0\0" + b" " * 8 + struct.pack(">2hi", 0, 0, 8 * (number - 1))
                     + b"\0" * 52 for number, name in enumerate(names, 1))  # fmt: skip
    data = b"".join(_ibm(value) for row in rows for value in row)
    out += [parts + b" " * (-len(parts) % 80), head("OBS"), data + b" " * (-len(data) % 80)]
    path.write_bytes(b"".join(out))
    return path
