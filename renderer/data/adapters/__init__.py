"""Files as health teams publish them: one module for each form, each with ``COLUMNS`` and ``adapt``."""
