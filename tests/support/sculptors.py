"""What the tests of sculptures share: hands that make gestures and take them back."""

from dataclasses import replace

from renderer.sculpture.history import Sculpture, redo_mark, signed, undo_mark
from renderer.sculpture.stroke import Stroke

DAB = Stroke("pull", (0.1, 0.2, 0.3), (0.0, 0.0, 1.0), 3.0, 0.5)


def hands(*moves):
    """Return the sculpture after ``moves``: an author's name makes a gesture, with a minus takes one back."""
    made, gesture = Sculpture(), 0
    for move in moves:
        author = move.strip("-+")
        if move[0] in "-+":
            mark = (undo_mark if move[0] == "-" else redo_mark)(made, author.partition("-")[0])
            made = made.add(signed(made, mark, author)) if mark else made
        else:
            gesture += 1
            made = made.add(signed(made, replace(DAB, amount=gesture / 100, gesture=gesture), author))
    return made
