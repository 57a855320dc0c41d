"""The instrument under attack: a flood of OSC beside a running scene, and how soon what is played is seen.

The flood comes from a process of its own, which costs the machine something wherever it sends. So frames are
compared with those under the same flood to a port next door: what differs is what the door costs. On a machine
that others use too, only the processor's time of a frame tells anything.
"""

import resource
import socket
import struct
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

import numpy as np

from renderer.core.paths import INSTALLATIONS
from renderer.data.load import load_table
from renderer.frames.clock import wait_until
from renderer.frames.engine import Engine
from renderer.gpu.context import create
from renderer.scene.catalogue import load
from renderer.session.session import begin
from renderer.show.input.event import Event, Script
from renderer.show.input.instrument import Instrument
from renderer.show.input.osc_input import OscSource
from renderer.show.osc import Listener

from .measure import bar, root

SECONDS, TURN = 30.0, 1.5  # s of flood in all, and of each turn
RATE, BATCH = 200_000, 400  # messages a second, packets between two looks at the clock
FPS, SIZE = Fraction(30), (320, 180)
SLACK, LEAK, LATE = 1.2, 4.0, 2  # times of p99, MiB, frames

FLOOD = """
import sys, time
from tests.bench.bench_glitch_inputs import flood
flood(int(sys.argv[1]))
"""


def osc(address, value):
    """Return a message of one float, by hand."""
    name = address.encode() + b"\0" * (4 - len(address) % 4)
    return name + b",f\0\0" + struct.pack(">f", value)


def packets():
    """Return one round of the flood and how many messages it holds: sound, wild, malformed, crowded."""
    sound = [osc("/chorus/param/parting", i / 8) for i in range(8)]
    crowd = b"#bundle\0" + b"\xff" * 8 + b"".join(struct.pack(">i", len(one)) + one for one in sound)
    wild = [b"/" + b"*" * 27 + b"\0\0\0\0,\0\0\0", osc("/chorus/{a,b,c}/*?[a-z]", 1.0)]
    broken = [b"", b"/a\0\0,f\0\0", b"\xff" * 40, b"#bundle\0" + b"\0" * 8 + struct.pack(">i", -4),
              b"/a\0\0," + b"Q" * 900, osc("/chorus/param/parting", float("nan")),
              osc("/chorus/param/prting", 1.0)]  # fmt: skip
    one = [*sound, crowd, *wild, *broken, crowd]
    return one, len(one) - 2 + 2 * len(sound)


def flood(port):
    """Send ``RATE`` messages a second to ``port``, or to one of its own for 0, until killed; say how many it were."""
    nest = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    nest.bind(("127.0.0.1", 0))
    out = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    out.connect(("127.0.0.1", port or nest.getsockname()[1]))
    cycle, messages = packets()
    rounds = max(1, BATCH // len(cycle))
    sent, begun = 0, time.perf_counter()
    said = begun
    while True:
        for _ in range(rounds):
            for packet in cycle:
                out.send(packet)
        sent += rounds * messages
        now = time.perf_counter()
        if sent > RATE * (now - begun):
            time.sleep(max(0.0, sent / RATE - (now - begun)))
        if now - said > 1.0:
            print(f"{sent / (now - begun):.0f}", flush=True)
            said = now


class Show:
    """A scene that is played."""

    def __init__(self, gl, source):
        self.loaded = load(INSTALLATIONS / "enamel" / "scene.py")
        scene = self.loaded.scene
        self.engine = Engine(gl, self.loaded, load_table(scene.data, scene.wanted), SIZE)
        self.session, self.said = begin(self.loaded), []
        self.instrument = Instrument([source], say=self.said.append)
        self.index = 0

    def frame(self):
        """Draw one frame; return s it took, s of processor time, and s of the instrument."""
        begun, spent = time.perf_counter(), time.process_time()
        time_now = self.index / float(FPS)
        self.session = self.session.moved(time_now, begun)
        events = self.instrument.poll(begun)
        self.session, _ = self.instrument.apply(self.session, events, time_now, begun)
        heard = time.perf_counter() - begun
        self.engine.draw(self.loaded.scene.frame(self.index, FPS, SIZE, self.session.values.seed), self.session.params,
                         held=self.session.values.held, phases=self.session.phases)  # fmt: skip
        self.picture = np.array(self.engine.read())
        self.session = self.session.settled()
        self.index += 1
        return time.perf_counter() - begun, time.process_time() - spent, heard

    def run(self, seconds):
        """Return what each frame of ``seconds`` took, [n, 3] s, paced as on stage."""
        costs, until, due = [], time.perf_counter() + seconds, time.perf_counter()
        while time.perf_counter() < until:
            costs.append(self.frame())
            due = max(due + 1 / float(FPS), time.perf_counter() - 0.5)
            wait_until(due)
        return costs


def flooded(show, port, seconds):
    """Return the frames of ``seconds`` while a flood goes to ``port`` (0: next door), and messages a second."""
    command = [sys.executable, "-c", FLOOD, str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root())
    try:
        show.run(1.2)  # until it flows
        costs = show.run(seconds)
    finally:
        process.kill()
        said = process.communicate()[0].split()
    return costs, float(said[-1]) if said else 0.0


def memory():
    """Return MiB that this process holds now, its largest where the system does not tell."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def told(costs, rates, listener):
    """Print what was sent, heard and paid for it."""
    middle, tail = np.percentile(1e3 * np.array(costs)[:, 2], (50, 99))
    print(f"      sent {np.median(rates):,.0f} messages/s; heard {listener.heard:,}, refused {listener.refused:,}; "
          f"the instrument's share of a frame: p50 {middle:.2f} ms, p99 {tail:.2f} ms", flush=True)  # fmt: skip


def under_flood(gl, seconds):
    """Print what a flood costs."""
    source = OscSource(Listener("127.0.0.1", 0))
    show = Show(gl, source)
    show.run(1.0)
    here, there, quiet, rates, held = [], [], [], [], []
    for _ in range(max(1, round(seconds / TURN))):
        quiet += show.run(TURN)
        there += flooded(show, 0, TURN)[0]
        costs, rate = flooded(show, source.listener.port, TURN)
        here, rates, held = here + costs, [*rates, rate], [*held, memory()]
    told(here, rates, source.listener)
    tails = []
    for name, costs in (("quiet", quiet), ("flood next door", there), ("flood", here)):
        middle, tail = 1e3 * np.percentile(np.array(costs)[:, :2], (50, 99), axis=0)
        tails.append(tail)
        print(f"      frames, {name}: p50 {middle[0]:.1f} ms, p99 {tail[0]:.1f} ms; of the processor "
              f"{middle[1]:.1f}, {tail[1]:.1f}", flush=True)  # fmt: skip
    for name, over in zip(("frame p99", "frame p99 of processor time"), tails[2] / tails[1], strict=True):
        bar(f"OSC flood: {name} against the same flood next door", over, SLACK)
    bar("OSC flood: more memory at its end than after its first turn", held[-1] - held[0], LEAK, "MiB")
    bar("OSC flood: sentences told, whatever came", len(show.said), 32, "")
    moved = show.session.params.parting != begin(show.loaded).params.parting
    bar("OSC flood: what was meant did not come through", 0.0 if moved else 1.0, 0.0, "")
    show.engine.release()
    source.close()


def seen_after(gl):
    """Print after how many frames what is played is seen."""
    source = OscSource(Listener("127.0.0.1", 0))
    show = Show(gl, source)
    out = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    worst, address = 0, "/chorus/param/glow" if "glow" in show.session.known else "/chorus/param/parting"
    show.frame()
    for turn in range(20):
        before = show.picture
        if turn % 2:
            out.sendto(osc(address, (turn % 4) / 4), ("127.0.0.1", source.listener.port))
        else:
            show.instrument.sources = (source, Script([Event(0.0, address, (turn % 4) / 4)]))
        frames = 0
        while frames < 10:
            frames += 1
            show.index -= 1  # the same moment again, so that only the hand moves the picture
            show.frame()
            if abs(show.picture.astype(float) - before).max() > 0:
                break
        worst = max(worst, frames)
    bar("input to picture, over UDP and by hand", worst, LATE, "frames")
    out.close()
    show.engine.release()
    source.close()


def main(seconds=SECONDS):
    """Print each bar."""
    gl = create()
    seen_after(gl)
    under_flood(gl, seconds)
    gl.release()


if __name__ == "__main__":
    main(*map(float, sys.argv[1:]))
