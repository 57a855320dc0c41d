"""The same film made by ShaderFlow 0.12, in a virtual environment of its own."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.bench_film import CRF_20, EXPORT
from tests.bench.measure import bar, in_turn, middle, ratio

SCENE = '''
from shaderflow.scene import ShaderScene

class Fractal(ShaderScene):
    def build(self):
        self.shader.fragment = """
            vec3 palette(float t) { return 0.5 + 0.5 * cos(6.28318 * (t + vec3(0.263, 0.416, 0.557))); }
            void main() {
                vec2 whole = (stuv * 2.0 - 1.0) * vec2(iResolution.x / iResolution.y, 1.0), q = whole;
                vec3 light = vec3(0.0);
                for (float i = 0.0; i < 4.0; i++) {
                    q = fract(q * 1.5) - 0.5;
                    float d = length(q) * exp(-length(whole));
                    d = pow(0.01 / abs(sin(d * 8.0 + iTime) / 8.0), 1.2);
                    light += palette(length(whole) + i * 0.4 + iTime * 0.4) * d;
                }
                fragColor = vec4(light, 1.0);
            }
        """
'''


def main() -> None:
    """Print our CPU against ShaderFlow's, or why it could not be measured."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "chorus-bench" / "shaderflow"
    try:
        theirs = installed(cache)
    except (OSError, subprocess.SubprocessError) as error:
        print(f"skip  ShaderFlow 0.12 could not be installed here: {str(error).splitlines()[-1]}")
        return
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "fractal.py").write_text(SCENE)
        command = ["sh", "-c", f'cd {folder} && PATH="{cache / "bin"}:$PATH" exec {" ".join(theirs)} 2>/dev/null']
        try:
            ours, other = in_turn([*EXPORT, *CRF_20], command)
        except SystemExit as error:
            print(f"skip  ShaderFlow does not run here: {error}")
            return
    print(f"      CPU s, medians: chorus {middle(ours):.2f}, ShaderFlow {middle(other):.2f}")
    bar("film 1280x720x120: CPU against ShaderFlow 0.12", ratio(ours, other), 0.5)


def installed(cache: Path) -> list[str]:
    """Install ShaderFlow into ``cache`` once; return the command that exports the film."""
    if not (cache / "bin" / "shaderflow").is_file():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(cache)], check=True, capture_output=True)
        pip = [str(cache / "bin" / "python"), "-m", "pip", "install", "-q", "shaderflow==0.12.0"]
        subprocess.run(pip, check=True, capture_output=True, timeout=900)
    import imageio_ffmpeg

    link = cache / "bin" / "ffmpeg"
    if not link.exists():
        link.symlink_to(imageio_ffmpeg.get_ffmpeg_exe())
    size = ["-w", "1280", "-h", "720", "-f", "30", "-t", "4", "-o", "out.mp4"]
    return [str(cache / "bin" / "shaderflow"), "fractal", "h264", "--preset", "slow", "--crf", "20", "main", *size]
