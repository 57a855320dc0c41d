"""What a screen reader is given of a page: Chromium's own accessibility tree, asked for through a pipe."""

import json
import os
import shutil
import subprocess

import pytest

SPOKEN = ("heading", "image", "StaticText", "cell", "columnheader", "rowheader", "table", "region")
A4 = 643  # CSS px between margins of 20 mm
CUT = "Math.max(0, ...[...document.querySelectorAll('*')].map(one => one.getBoundingClientRect().right)) - innerWidth"


def chromium():
    """Return the browser's program; without one the test is skipped."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("there is no Chromium to open the page with")
    return found


def heard(path, profile):
    """
    Return what is told of the page at ``path``, and how much of its print on A4 is cut off at the right.

    told : of each node with a role of ``SPOKEN``, in order, its role and name; cut : CSS px, <= 0 where nothing is
    """
    asks, told = os.pipe(), os.pipe()
    browser = subprocess.Popen(
        ["bash", "-c", f'exec 3<&{asks[0]} 4>&{told[1]}; exec "$@"', "_", chromium(), "--headless=new", "--no-sandbox",
         "--disable-gpu", "--remote-debugging-pipe", f"--user-data-dir={profile}", "about:blank"],
        pass_fds=[asks[0], told[1]], stderr=subprocess.DEVNULL)  # fmt: skip
    os.close(asks[0])
    os.close(told[1])
    try:
        with os.fdopen(asks[1], "wb", buffering=0) as ask, os.fdopen(told[0], "rb") as answers:
            pipe = _Pipe(ask, answers)
            target = pipe.ask("Target.createTarget", url="about:blank")["targetId"]
            pipe.session = pipe.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
            pipe.ask("Page.enable")
            pipe.ask("Page.navigate", url=path.as_uri())
            pipe.wait("Page.loadEventFired")
            nodes = pipe.ask("Accessibility.getFullAXTree")["nodes"]
            pipe.ask("Emulation.setEmulatedMedia", media="print")
            pipe.ask("Emulation.setDeviceMetricsOverride", width=A4, height=900, deviceScaleFactor=1, mobile=False)
            cut = pipe.ask("Runtime.evaluate", expression=CUT)["result"]["value"]
            pipe.session = None
            pipe.ask("Browser.close")
    finally:
        browser.terminate()
        browser.wait()
    known = {node["nodeId"]: node for node in nodes}
    return [*_walked(known, nodes[0])], cut


def _walked(known, node):
    """Yield what is told of ``node`` and below it."""
    role = node["role"]["value"]
    if not node["ignored"] and role in SPOKEN:
        yield role, node.get("name", {}).get("value", "")
    for child in node.get("childIds", []):
        if child in known:
            yield from _walked(known, known[child])


class _Pipe:
    """The protocol of Chromium's tools: messages of JSON that end with a zero byte."""

    def __init__(self, out, back):
        self.out, self.back, self.number, self.session = out, back, 0, None
        self.seen = set()

    def ask(self, method, **params):
        self.number += 1
        asked = {"id": self.number, "method": method, "params": params}
        if self.session:
            asked["sessionId"] = self.session
        self.out.write(json.dumps(asked).encode() + b"\0")
        while (answer := self._next()).get("id") != self.number:
            self.seen.add(answer.get("method"))
        assert "error" not in answer, answer
        return answer["result"]

    def wait(self, method):
        while method not in self.seen:
            self.seen.add(self._next().get("method"))

    def _next(self):
        got = bytearray()
        while (one := self.back.read(1)) != b"\0":
            assert one, "the browser has closed"
            got += one
        return json.loads(got)
