"""An X server whose display can be powered down: Xorg's dummy driver, with DPMS put before its one start-up call.

No server of a distribution has DPMS without hardware. The dummy's import ``xf86CrtcScreenInit`` is renamed, and what
bears the new name, preloaded into the server, calls the real one and then ``xf86DPMSInit`` (Xorg's xf86.h).
"""

import os
import shutil
import subprocess
import time
from pathlib import Path

from desktop import CAP, Server

DRIVER = Path("/usr/lib/xorg/modules/drivers/dummy_drv.so")
CALL, RENAMED = b"xf86CrtcScreenInit", b"xf86CrtcScreenInjt"
SOURCE = """
typedef void *P;
extern int xf86DPMSInit(P screen, void (*set)(P, int, int), int flags);
extern int xf86CrtcScreenInit(P screen);
static void set(P screen, int level, int flags) { (void) screen; (void) level; (void) flags; }
int xf86CrtcScreenInjt(P screen) { int ok = xf86CrtcScreenInit(screen); xf86DPMSInit(screen, set, 0); return ok; }
"""
CONFIGURATION = """
Section "Device"
  Identifier "d"
  Driver "dummy"
EndSection
Section "Monitor"
  Identifier "m"
  Option "DPMS" "true"
  HorizSync 5.0 - 1000.0
  VertRefresh 5.0 - 200.0
EndSection
Section "Screen"
  Identifier "s"
  Device "d"
  Monitor "m"
  DefaultDepth 24
  SubSection "Display"
    Modes "640x480"
  EndSubSection
EndSection
Section "ServerFlags"
  Option "AutoAddDevices" "false"
EndSection
"""


def wanting():
    """Return what is missing for such a server, "" where nothing is."""
    programs = {"Xorg": "xserver-xorg-core", "cc": "gcc", "xset": "x11-xserver-utils"}
    gone = [package for program, package in programs.items() if shutil.which(program) is None]
    if not DRIVER.is_file() or CALL not in DRIVER.read_bytes():
        gone.append("xserver-xorg-video-dummy")
    if gone:
        return f"no display here can be powered down: apt install {' '.join(gone)}"
    return "" if os.geteuid() == 0 else "only root may have Xorg load a driver of one's own"


def powered(folder):
    """Return a server with DPMS, made in ``folder``; None where Xorg does not start so."""
    drivers = folder / "modules" / "drivers"
    drivers.mkdir(parents=True)
    (drivers / DRIVER.name).write_bytes(DRIVER.read_bytes().replace(CALL, RENAMED))
    (folder / "dpms.c").write_text(SOURCE)
    (folder / "dpms.conf").write_text(CONFIGURATION)
    subprocess.run(["cc", "-shared", "-fPIC", "-o", "dpms.so", "dpms.c"], cwd=folder, check=True, timeout=CAP)
    modules = f"{folder / 'modules'},{DRIVER.parent.parent}"
    command = ["env", f"LD_PRELOAD={folder / 'dpms.so'}", "Xorg", "-config", str(folder / "dpms.conf"),
               "-modulepath", modules, "-logfile", str(folder / "x.log"), "-noreset", "-novtswitch",
               "-sharevts"]  # fmt: skip
    server = Server(command)
    if server.name == ":":
        server.close()
        return None
    return server


def monitor(server):
    """Return what the server says its monitor is: "On", "Off", "in Standby" ..."""
    said = server.run("xset", "q").decode()
    return said.partition("Monitor is ")[2].partition("\n")[0]


def until(server, state):
    """Wait until the monitor of ``server`` is in ``state``, and return for how long."""
    begun = time.monotonic()
    while monitor(server) != state:
        assert time.monotonic() < begun + CAP
        time.sleep(0.1)
    return time.monotonic() - begun
