"""The least that could be done with the same shaders, without an engine: ``film``, ``still`` or ``reload``."""

import json
import subprocess
import sys
import time
from pathlib import Path

import moderngl

WIDTH, HEIGHT = 1280, 720
COVER = """#version 410 core
void main() { gl_Position = vec4(vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 1.0, 0.0, 1.0); }
"""
HEAD = """#version 410 core
uniform vec2 u_resolution; uniform float u_time, u_zoom; out vec4 o;
vec2 pixel() { return gl_FragCoord.xy; }
"""


def opened() -> tuple[moderngl.Program, moderngl.VertexArray, moderngl.Framebuffer]:
    """Return program, vertex array and an RGB8 target."""
    gl = moderngl.create_context(standalone=True, backend="egl")
    shader = (Path(__file__).parent / "fractal/image.frag").read_text()
    program = gl.program(vertex_shader=COVER, fragment_shader=HEAD + shader)
    program["u_resolution"], program["u_zoom"] = (WIDTH, HEIGHT), 1.5
    return program, gl.vertex_array(program, []), gl.framebuffer([gl.texture((WIDTH, HEIGHT), 3)])


def film() -> int:
    """Pipe 120 frames into ffmpeg."""
    import imageio_ffmpeg

    program, cover, target = opened()
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-v", "error", "-f", "rawvideo", "-s", f"{WIDTH}x{HEIGHT}"]
    command += ["-pix_fmt", "rgb24", "-r", "30", "-i", "-", "-c:v", "libx264", "-preset", "slow", "-crf", "20"]
    command += ["-vf", "vflip", "-pix_fmt", "yuv420p", "-movflags", "+faststart", "bare.mp4"]
    ffmpeg = subprocess.Popen(command, stdin=subprocess.PIPE)
    pixels = bytearray(WIDTH * HEIGHT * 3)
    for index in range(120):
        program["u_time"] = index / 30
        target.use()
        cover.render(moderngl.TRIANGLES, vertices=3)
        target.read_into(pixels, components=3)
        ffmpeg.stdin.write(pixels)
    ffmpeg.stdin.close()
    return ffmpeg.wait()


def still() -> int:
    """Write one PNG."""
    from PIL import Image

    _, cover, target = opened()
    target.use()
    cover.render(moderngl.TRIANGLES, vertices=3)
    picture = Image.frombytes("RGB", (WIDTH, HEIGHT), target.read(components=3))
    picture.transpose(Image.Transpose.FLIP_TOP_BOTTOM).save("bare.png")
    return 0


def reload() -> int:
    """
    Compile what each line of stdin holds twice, as a trial and a window must, draw it, and print the ms it took.

    A line is JSON: the fragment shaders of the passes. The whole is drawn at 640x360.
    """
    gl = moderngl.create_context(standalone=True, backend="egl")
    target = gl.framebuffer([gl.texture((640, 360), 4)])
    print(flush=True)
    for line in sys.stdin:
        shaders, begun = json.loads(line), time.perf_counter()
        programs = [gl.program(vertex_shader=COVER, fragment_shader=text) for _ in range(2) for text in shaders]
        target.use()
        for program in programs[len(shaders) :]:
            gl.vertex_array(program, []).render(moderngl.TRIANGLES, vertices=3)
        gl.finish()
        print((time.perf_counter() - begun) * 1e3, flush=True)
        for program in programs:
            program.release()
    return 0


if __name__ == "__main__":
    sys.exit({"film": film, "still": still, "reload": reload}[sys.argv[1]]())
