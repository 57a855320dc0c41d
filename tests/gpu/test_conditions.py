"""Which lines a driver would leave out, and that what is not known is read."""

import random
import shutil
import subprocess

import pytest

from renderer.gpu.conditions import Conditions


def kept(text):
    """Return the words of ``text`` that stand on lines which may be read."""
    conditions, found = Conditions(), []
    for line in text.splitlines():
        conditions.follow(line)
        if conditions.read and not line.lstrip().startswith("#"):
            found += line.split()
    return " ".join(found)


@pytest.mark.parametrize(("text", "read"), [
    ("#if 0\na\n#endif\nb", "b"),
    ("#if 1\na\n#else\nb\n#endif\nc", "a c"),
    ("#if 0\na\n#elif 1\nb\n#elif 1\nc\n#else\nd\n#endif\ne", "b e"),
    ("#if 0\na\n#elif 0\nb\n#else\nc\n#endif", "c"),
    ("#ifdef X\na\n#endif", ""),
    ("#ifndef X\na\n#endif", "a"),
    ("#define X\n#ifdef X\na\n#else\nb\n#endif\n#undef X\n#ifdef X\nc\n#endif", "a"),
    ("#define F(x) x\n#ifdef F\na\n#else\nb\n#endif", "a"),
    ("#define N 3\n#define M N\n#if M > 2 && !defined(X)\na\n#endif\n#if M != 3 || defined X\nb\n#endif", "a"),
    ("#if 0\n#if 1\na\n#else\nb\n#endif\nc\n#define X\n#endif\n#ifdef X\nd\n#endif", ""),
    ("  #  if 0x10 == 16\na\n#endif", "a"),
    # not known, so read: the driver's own names, arithmetic beyond ours, a macro defined only perhaps
    ("#ifdef GL_ES\na\n#else\nb\n#endif", "a b"),
    ("#if __VERSION__ > 300\na\n#else\nb\n#endif", "a b"),
    ("#if U\na\n#elif 1\nb\n#else\nc\n#endif", "a b"),
    ("#if U && 0\na\n#endif\n#if U || 1\nb\n#else\nc\n#endif", "b"),
    ("#ifdef GL_ES\n#define X 1\n#endif\n#ifdef X\na\n#else\nb\n#endif", "a b"),
    ("#if 1 <<\na\n#endif\n#if 9 ** 9 ** 9 ** 9\nb\n#endif", "a b"),
    ("#endif\n#else\n#elif 1\na", "a"),
    ("#define A B\n#define B A\n#if A\na\n#endif", "a"),
])  # fmt: skip
def test_what_no_driver_reads_is_known(text, read):
    assert kept(text) == read


def test_a_condition_is_worked_out_and_never_run():
    assert kept("#if __import__('os')\na\n#endif\n#if (lambda: 1)()\nb\n#endif") == "a b"
    assert kept(f"#if {'(' * 5000}1\na\n#endif\n#if {'!' * 150}0\nb\n#endif") == "a"


def test_it_agrees_with_a_preprocessor():
    if (cpp := shutil.which("cpp")) is None:
        pytest.skip("there is no cpp here to compare with")
    chance = random.Random(4)

    def block(depth):
        lines = []
        for _ in range(chance.randint(1, 3)):
            name = chance.choice("XYZ")
            if depth and chance.random() < 0.7:
                head = chance.choice(["if 0", "if 1", f"ifdef {name}", f"ifndef {name}", f"if defined({name}) && 1",
                                      f"if !defined({name}) || 0"])  # fmt: skip
                lines += [f"#{head}", *block(depth - 1)]
                if chance.random() < 0.4:
                    lines += [f"#elif {chance.choice(['0', '1', f'defined {name}'])}", *block(depth - 1)]
                if chance.random() < 0.5:
                    lines += ["#else", *block(depth - 1)]
                lines.append("#endif")
            lines.append(chance.choice([f"w{chance.randint(0, 99)}", f"#define {name}", f"#undef {name}"]))
        return lines

    texts = ["\n".join(block(3)) for _ in range(40)]
    for text in texts:
        said = subprocess.run([cpp, "-P", "-w"], input=text, capture_output=True, text=True, check=True).stdout
        assert kept(text).split() == said.split(), text
