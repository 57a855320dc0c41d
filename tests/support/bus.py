"""A D-Bus of a test's own, and services on it that grant what is asked of them and say who asked."""

import ctypes
import os
import shutil
import subprocess
import sys

import pytest

CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir=%s</listen><policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
"""
METHOD_CALL = 1
COOKIE = 7


@pytest.fixture
def bus(tmp_path, monkeypatch):
    """Return ``bus(*names)``: a bus that stands for the session's and the system's, with services of those names."""
    if shutil.which("dbus-daemon") is None:
        pytest.skip("these tests need a D-Bus: apt install dbus-daemon")
    config = tmp_path / "bus.conf"
    config.write_text(CONFIG % tmp_path)
    daemon = subprocess.Popen(
        ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"], stdout=subprocess.PIPE, text=True
    )
    address = daemon.stdout.readline().strip()
    for name in ("DBUS_SESSION_BUS_ADDRESS", "DBUS_SYSTEM_BUS_ADDRESS"):
        monkeypatch.setenv(name, address)
    started = []

    def start(*names):
        one = subprocess.Popen([sys.executable, __file__, *names], stdout=subprocess.PIPE, text=True)
        started.append(one)
        assert one.stdout.readline() == "ready\n"
        return one

    yield start
    for one in (*started, daemon):
        one.kill()
        one.wait()
        one.stdout.close()


def main(names):
    """Answer as ``names``: the first word of each line said is the method's interface, the last one is "gone"."""
    from renderer.show.dbus_inhibit import _append, _library

    lib, pointer = _library(), ctypes.c_void_p
    for name in ("dbus_connection_pop_message", "dbus_message_get_interface", "dbus_message_new_method_return"):
        getattr(lib, name).restype = pointer
        getattr(lib, name).argtypes = [pointer]
    lib.dbus_message_get_interface.restype = ctypes.c_char_p
    lib.dbus_message_get_type.argtypes = lib.dbus_message_iter_next.argtypes = [pointer]
    lib.dbus_connection_read_write.argtypes = [pointer, ctypes.c_int]
    lib.dbus_connection_flush.argtypes = [pointer]
    lib.dbus_connection_send.argtypes = [pointer, pointer, pointer]
    lib.dbus_bus_request_name.argtypes = [pointer, ctypes.c_char_p, ctypes.c_uint, pointer]
    connection = lib.dbus_bus_get_private(0, None)
    for name in names:
        lib.dbus_bus_request_name(connection, name.encode(), 0, None)
    print("ready", flush=True)
    while lib.dbus_connection_read_write(connection, -1):
        while message := lib.dbus_connection_pop_message(connection):
            if lib.dbus_message_get_type(message) != METHOD_CALL:
                continue
            interface = lib.dbus_message_get_interface(message).decode()
            reply, at = lib.dbus_message_new_method_return(message), ctypes.create_string_buffer(256)
            lib.dbus_message_iter_init_append(reply, at)
            print(interface, *values(lib, message), flush=True)
            if interface.endswith("login1.Manager"):
                read, write = os.pipe()
                lib.dbus_message_iter_append_basic(at, ord("h"), ctypes.byref(ctypes.c_int(write)))
            else:
                _append(lib, at, COOKIE)
            lib.dbus_connection_send(connection, reply, None)
            lib.dbus_connection_flush(connection)
            lib.dbus_message_unref(reply)  # it holds the other end, too
            if interface.endswith("login1.Manager"):
                os.close(write)
                os.read(read, 1)  # nothing comes: it is over when nobody holds the other end any more
                print("gone", flush=True)


def values(lib, message):
    """Return the arguments of ``message``, in words; a table is said by its kind."""
    at = ctypes.create_string_buffer(256)
    lib.dbus_message_iter_init(message, at)
    while kind := lib.dbus_message_iter_get_arg_type(at):
        text, number = ctypes.c_char_p(), ctypes.c_uint32()
        if chr(kind) in "su":
            lib.dbus_message_iter_get_basic(at, ctypes.byref(text if chr(kind) == "s" else number))
        yield chr(kind) if kind == ord("a") else text.value.decode() if text.value is not None else str(number.value)
        lib.dbus_message_iter_next(at)


if __name__ == "__main__":
    main(sys.argv[1:])
