"""Labels of scenes over their own figures."""

from renderer.data.load import load_table
from renderer.label.label import label_of
from renderer.session.open_setup import loaded_of, params_of
from renderer.session.shown_table import shown_table


def label(setup):
    """Return the scene of ``setup``, its figures, and the label of its first frame."""
    loaded = loaded_of(setup)
    table = load_table(setup.figures or loaded.scene.data, loaded.scene.wanted)
    table = shown_table(table, loaded.scene, setup)
    newest = len(table.times) - 1.0
    return loaded, table, label_of(loaded.scene, table, params_of(setup, loaded), [newest], "2014")
