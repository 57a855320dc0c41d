"""The file of a sculpture: added to by several, cut, torn, of another kind, on a full disk."""

import os
from dataclasses import replace

import pytest
from sculptors import DAB, hands

from renderer.core.errors import DataError
from renderer.sculpture.file import Journal, load_sculpture
from renderer.sculpture.history import HEADER, Sculpture, line_of, merged, signed
from renderer.sculpture.stroke import KINDS


def written(path, records):
    journal = Journal(path)
    for record in records:
        journal.append([record])
    return path.read_bytes()


def test_each_record_is_on_the_disk_as_soon_as_it_is_made(tmp_path):
    path, made = tmp_path / "new" / "s.jsonl", hands("ann-1", "bo-1", "-ann-1")
    journal = Journal(path)
    for count, record in enumerate(made.records, 1):
        journal.append([record])
        assert load_sculpture(path) == (Sculpture(made.records[:count]), ())
    assert path.read_text().startswith(HEADER)


def test_a_file_cut_anywhere_keeps_what_is_whole_and_goes_on(tmp_path):
    made = hands("ann-1", "bo-1", "-ann-1")
    path = tmp_path / "s.jsonl"
    content = written(path, made.records)
    after = signed(made, DAB, "cy-1")
    for cut in range(len(content)):
        path.write_bytes(content[:cut])
        journal = Journal(path)
        kept, notes = journal.read()
        whole = max(0, content[: cut + (content[cut : cut + 1] == b"\n")].count(b"\n") - 1)
        assert kept.records == made.records[:whole] or kept.records == made.records[: whole + 1]
        torn = cut > len(HEADER) and not content[:cut].endswith(b"\n") and content[cut : cut + 1] != b"\n"
        assert bool(notes) == torn
        if torn:
            assert notes[0].startswith(f"{path}:{content[:cut].count(10) + 1}: it is torn")
        journal.append([after])
        assert path.read_bytes().startswith(content[:cut]), "what was there stays there"
        assert load_sculpture(path)[0] == kept.add(after)


BAD = {
    line_of(DAB).replace("3.0", "NaN"): "radius = nan",
    line_of(DAB).replace("0.1,", "Infinity,"): "centre x = inf",
    line_of(DAB).replace("3.0", "-3.0"): "radius = -3.0",
    line_of(DAB).replace("pull", "puul"): "did you mean 'pull'",
    line_of(DAB).replace('"clock": 0', '"clock": -1'): "a count of -1",
    line_of(DAB).replace('"clock": 0', f'"clock": {10**400}'): "a count of 1",
    line_of(DAB).replace("0.5", '"0.5"'): "it is no stroke",
    line_of(DAB).replace("0.5", "1e999"): "amount = inf",
    line_of(DAB).replace("false", "0"): "it is no stroke",
    '{"undo": ["ann-1"], "clock": 1, "author": "a", "number": 1}\n': "it is no stroke",
    "[" * 100_000 + "\n": "it is no stroke",
    "null\n": "it is no stroke",
    "\x00\xff\n": "it is no stroke",
}


@pytest.mark.parametrize("line", BAD, ids=range(len(BAD)))
def test_a_line_that_is_no_stroke_is_told_with_its_number_and_nothing_else_is_lost(tmp_path, line):
    path = tmp_path / "s.jsonl"
    first, last = hands("ann-1", "bo-1").records
    path.write_bytes((HEADER + line_of(first)).encode() + line.encode("latin-1") + line_of(last).encode())
    before = path.read_bytes()

    made, notes = load_sculpture(path)

    assert made.records == (first, last)
    assert len(notes) == 1
    assert notes[0].startswith(f"{path}:3: ")
    assert BAD[line] in notes[0]
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", ["a,b\n", HEADER.replace("1", "2"), HEADER.replace("mm", "in"), "\x89PNG"])
def test_a_file_of_another_kind_is_refused(tmp_path, content):
    path = tmp_path / "s.jsonl"
    path.write_text(content, "latin-1")
    with pytest.raises(DataError, match="no sculpture of this version"):
        load_sculpture(path)
    with pytest.raises(DataError, match="no such file"):
        load_sculpture(tmp_path / "other")


def test_two_programs_may_write_one_file_and_see_each_others_strokes(tmp_path):
    path, made = tmp_path / "s.jsonl", hands("ann-1", "bo-1", "ann-1", "bo-1")
    ann, bo = Journal(path), Journal(path)
    seen = {ann: Sculpture(), bo: Sculpture()}
    for record, journal in zip(made.records, (ann, bo, ann, bo), strict=True):
        journal.append([record])
        for one in seen:
            records, notes = one.news()
            seen[one] = seen[one].add(*records)
            assert notes == ()
    assert seen[ann] == seen[bo] == made
    with path.open("ab") as file:
        file.write(line_of(signed(made, DAB, "cy-1"))[:40].encode())
    assert ann.news() == ((), ()), "a line that somebody is writing is waited for"


def test_two_files_joined_are_merged(tmp_path):
    ann, bo = hands("ann-1", "ann-1"), hands("bo-1", "-bo-1")
    contents = [written(tmp_path / f"{name}.jsonl", made.records) for name, made in (("ann", ann), ("bo", bo))]
    (tmp_path / "both.jsonl").write_bytes(contents[1] + contents[0] + contents[1])
    assert load_sculpture(tmp_path / "both.jsonl") == (merged(ann, bo), ())


def test_a_torn_line_is_told_once_and_what_follows_is_heard(tmp_path):
    path, made = tmp_path / "s.jsonl", hands("ann-1", "bo-1")
    path.write_bytes(written(path, made.records)[:-30])
    journal = Journal(path)
    assert len(journal.read()[1]) == 1
    journal.append([made.records[1]])
    assert journal.news() == ((made.records[1],), ())


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no disk that is always full")  # noqa: PTH110
def test_a_full_disk_loses_no_stroke(tmp_path):
    made = hands("ann-1", "bo-1")
    path = tmp_path / "s.jsonl"
    path.symlink_to("/dev/full")
    journal = Journal(path)
    with pytest.raises(DataError, match=r"1 strokes are not saved yet \(No space left"):
        journal.append(made.records[:1])
    path.unlink()
    journal.append(made.records[1:])
    assert load_sculpture(path)[0] == made


def test_where_no_folder_can_be_nothing_was_sculpted_yet(tmp_path):
    (tmp_path / "null").touch()  # as a home that is /dev/null
    assert Journal(tmp_path / "null" / "state" / "s.jsonl").read() == Journal(tmp_path / "none.jsonl").read()


def test_all_kinds_have_their_line(tmp_path):
    made = Sculpture()
    for kind in KINDS:
        made = made.add(signed(made, replace(DAB, kind=kind), "ann-1"))
    written(tmp_path / "s.jsonl", made.records)
    assert load_sculpture(tmp_path / "s.jsonl") == (made, ())
