"""Linked programs, lent to one engine after the other: the driver makes machine code of each at its first draw."""

from collections import OrderedDict

import moderngl

MOST = 400  # free programs that are kept; what was given back longest ago goes first


class _Lent:
    """What an engine takes for its own program: what it frees goes back to where it came from."""

    def release(self):
        """Give the program back, once; a use after that fails as with any that is freed."""
        if not isinstance(self.mglo, moderngl.InvalidObject):
            self.pool.take_back(self.key, self.made)
            self.mglo = moderngl.InvalidObject()


class LentProgram(_Lent, moderngl.Program):
    """Vertices and fragments."""


class LentShader(_Lent, moderngl.ComputeShader):
    """A compute shader."""


class Programs:
    """
    The free programs of one context, by their texts.

    No two that draw ever hold the same; who takes one finds its uniforms as the linker left them.
    """

    def __init__(self, gl):
        """Stand between ``gl`` and all that ask it for programs."""
        self._free = OrderedDict()
        self._program, self._shader = gl.program, gl.compute_shader
        gl.program, gl.compute_shader = self.program, self.compute_shader

    def program(self, vertex_shader=None, fragment_shader=None, **others):
        texts = {"vertex_shader": vertex_shader, "fragment_shader": fragment_shader, **others}
        return self._lend(LentProgram, self._program, texts)

    def compute_shader(self, source):
        return self._lend(LentShader, self._shader, {"source": source})

    def take_back(self, key, made):
        """Keep a program for the next who asks for it."""
        self._free.setdefault(key, []).append(made)
        self._free.move_to_end(key)
        if sum(map(len, self._free.values())) > MOST:
            _, oldest = self._free.popitem(last=False)
            for made in oldest:
                made.release()

    def release(self):
        """Free what nobody holds."""
        for made in (made for free in self._free.values() for made in free):
            made.release()
        self._free.clear()

    def _lend(self, kind, make, texts):
        key = (kind, *((name, str(value)) for name, value in sorted(texts.items())))
        if free := self._free.get(key):
            made = free.pop()
            for name, data in made.first.items():
                made[name].write(data)
        else:
            made = make(**texts)
            made.first = {name: made[name].read() for name in made if isinstance(made[name], moderngl.Uniform)}
        lent = kind.__new__(kind)
        lent.__dict__.update(vars(made), made=made, key=key, pool=self)
        return lent
