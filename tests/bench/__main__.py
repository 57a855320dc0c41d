"""``./run bench [NAME ...]``: measure what must be fast, and print it against its bar."""

import importlib
import sys

from tests.bench.measure import HERE


def main(names: list[str]) -> int:
    """Run the benches called ``names``, all without; return 2 for a name that is none."""
    known = sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))
    if unknown := set(names) - set(known):
        print(f"no bench '{unknown.pop()}'; there are {', '.join(known)}")
        return 2
    for name in names or known:
        print(f"--- {name}", flush=True)
        importlib.import_module(f"tests.bench.bench_{name}").main()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
