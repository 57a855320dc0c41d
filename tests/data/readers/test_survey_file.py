"""SPSS, Stata and SAS: labels as text, absence as the file declares it."""

from renderer.data.readers.opening import open_source
from renderer.data.readers.survey_child import answer
from tests.support.sources import refused, rows_of
from tests.support.survey_files import STATA_A, write_dta, write_sav, write_xport

AREAS = {1: "Mitte", 2: "Altöna", 3: "Nord"}


def test_spss_labels_are_text_and_its_declared_absences_are_told(tmp_path):
    rows = [(1, 60.5, 10), (2, 99, 20), (3, None, 5)]
    source = open_source(write_sav(tmp_path / "a.sav", ["AREA", "VISIT", "N"], rows, labels={
        "AREA": AREAS, "VISIT": {99: "Refused"}}, missing={"VISIT": (98, 99)},
        titles={"VISIT": "Saw a dentist"}))  # fmt: skip

    assert rows_of(source) == [("Mitte", "60.5", "10", 1), ("Altöna", "Refused", "20", 2), ("Nord", "", "5", 3)]
    assert source.notes == ("column VISIT: its label is 'Saw a dentist'",
                            "column VISIT: the file declares 98, 99 to mean that the value is absent")  # fmt: skip


def test_stata_letters_of_absence_are_their_label_or_themselves(tmp_path):
    rows = [(1, 60), (2, None), (3, 102)]
    plain = open_source(write_dta(tmp_path / "a.dta", ["area", "visit"], rows, labels={"area": AREAS}))
    told = open_source(write_dta(tmp_path / "b.dta", ["area", "visit"], rows, labels={"visit": {STATA_A: "refused"}}))

    assert rows_of(plain) == [("Mitte", "60", 1), ("Altöna", "", 2), ("Nord", ".a", 3)]
    assert [row[1] for row in rows_of(told)] == ["60", "", "refused"]
    assert "column visit: the file declares .a to mean" in plain.notes[0]


def test_sas_transport_numbers_are_read(tmp_path):
    rows = [(1, 60.5), (2, None), (3, 0), (4, -12.25)]
    source = open_source(write_xport(tmp_path / "a.xpt", ["AREA", "VISIT"], rows))

    assert rows_of(source) == [("1", "60.5", 1), ("2", "", 2), ("3", "0", 3), ("4", "-12.25", 4)]


def test_rows_of_nhanes_and_brfss_are_refused_before_they_are_read(tmp_path, monkeypatch):
    assert "(NHANES, column 'SEQN')" in refused(write_xport(tmp_path / "a.xpt", ["SEQN", "OHDDESTS"], [(1, 2)]))
    monkeypatch.setattr("renderer.data.readers.survey_child._rows", None)
    path = write_xport(tmp_path / "b.xpt", ["_STATE", "_PSU", "_LLCPWT"], [(1, 2, 3)])
    assert answer(path, tmp_path, "xport")["people"].startswith("BRFSS, column")


def test_what_was_cut_is_refused(tmp_path):
    path = write_sav(tmp_path / "a.sav", ["A", "B"], [(1, 2)] * 9, labels={"A": AREAS})

    assert "cannot be read" in refused(path, path.read_bytes()[:300])


def test_a_file_over_which_the_library_falls_is_refused_and_nothing_else_falls(tmp_path, monkeypatch):
    # pyreadstat 1.3 falls with a fault of memory over some broken files; which, is no promise of its own.
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=":")
    (tmp_path / "pyreadstat.py").write_text("import os\nos.abort()\n")

    assert "breaks what reads it" in refused(write_sav(tmp_path / "a.sav", ["A", "B"], [(1, 2)]))
