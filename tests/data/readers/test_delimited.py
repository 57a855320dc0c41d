"""Text with a table: any delimiter, quote and encoding, and what stands around the table."""

import time

import pytest

from renderer.data.scan import MAX_LINE
from tests.support.sources import opened, refused, rows_of

PLAIN = "area,value,n\nMitte,60.5,100\nAltona,<5,20\nNord,,7\n"
ROWS = [("Mitte", "60.5", "100", 2), ("Altona", "<5", "20", 3), ("Nord", "", "7", 4)]


def test_a_plain_file_is_a_view_with_the_line_of_each_row(tmp_path):
    source = opened(tmp_path / "a.csv", PLAIN)

    assert (source.header, source.line) == (("area", "value", "n"), 1)
    assert (source.above, source.below, source.notes) == ((), (), ())
    assert rows_of(source) == ROWS
    assert not list(source.held.folder.iterdir()), "nothing was copied"


@pytest.mark.parametrize("text", [PLAIN.replace("\n", "\r\n"), "\ufeff" + PLAIN, PLAIN.replace("Mitte", '"Mitte"')])
def test_line_ends_of_windows_marks_of_byte_order_and_quotes_change_nothing(tmp_path, text):
    source = opened(tmp_path / "a.csv", text)

    assert (source.header, rows_of(source)) == (("area", "value", "n"), ROWS)
    assert not list(source.held.folder.iterdir())


@pytest.mark.parametrize(("mark", "word"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars"), ("^", "carets")])
def test_another_mark_between_cells_is_found_and_told(tmp_path, mark, word):
    source = opened(tmp_path / "a.csv", PLAIN.replace(",", mark))

    assert rows_of(source) == ROWS
    assert source.notes == (f"columns are parted by {word}, not commas",)


def test_decimal_commas_part_no_cells(tmp_path):
    source = opened(tmp_path / "a.csv", 'Stadtteil;Anteil;Kinder\nMitte;60,5;"1.200"\nAltona;7,5;90,0\n')

    assert rows_of(source) == [("Mitte", "60,5", "1.200", 2), ("Altona", "7,5", "90,0", 3)]


def test_the_hint_for_excel_is_no_row(tmp_path):
    source = opened(tmp_path / "a.csv", "sep=;\narea;value\nMitte;1,5\nNord;2,5\n")

    assert (source.header, source.line) == (("area", "value"), 2)
    assert rows_of(source) == [("Mitte", "1,5", 3), ("Nord", "2,5", 4)]


def test_apostrophes_around_cells_are_quotes_where_they_enclose_them(tmp_path):
    text = "'area','value'\n'Mitte, West','1'\n'St. Georg''s','2'\n"

    assert rows_of(opened(tmp_path / "a.csv", text)) == [("Mitte, West", "1", 2), ("St. Georg's", "2", 3)]
    assert rows_of(opened(tmp_path / "b.csv", "area,value\nO'Fallon,1\nO'Neill,2\n"))[0] == ("O'Fallon", "1", 2)


def test_titles_above_notes_below_and_blank_rows_are_passed_over_and_kept(tmp_path):
    text = ("Dental visits by neighbourhood\nHealth office,,\n\narea,value,n\nMitte,60.5,100\n\nNord,7,20\n\n"
            "Source: our own survey\n* fewer than five\n")  # fmt: skip
    source = opened(tmp_path / "a.csv", text)

    assert (source.header, source.line) == (("area", "value", "n"), 4)
    assert rows_of(source) == [("Mitte", "60.5", "100", 5), ("Nord", "7", "20", 7)]
    assert source.above == ("Dental visits by neighbourhood", "Health office")
    assert source.below == ("Source: our own survey", "* fewer than five")
    assert "passed over 2 lines of notes below the table, from line 9 on" in source.notes


def test_notes_that_excel_padded_to_full_width_are_notes(tmp_path):
    source = opened(tmp_path / "a.csv", "area,value,n\nMitte,1,2\nNord,2,3\n,,\nSource: our own survey,,\n")

    assert len(rows_of(source)) == 2
    assert source.below == ("Source: our own survey",)


def test_an_area_without_figures_is_a_row_and_no_note(tmp_path):
    source = opened(tmp_path / "a.csv", "area,value,n\nMitte,1,2\nNord,,\nWest,3,4\n")

    assert [row[0] for row in rows_of(source)] == ["Mitte", "Nord", "West"]


def test_a_header_of_two_rows_is_joined(tmp_path):
    source = opened(tmp_path / "a.csv", "area,2019,,2020,\n,n,%,n,%\nMitte,1,2.5,3,4.5\nNord,5,6.5,7,8.5\n")

    assert source.header == ("area", "2019 / n", "2019 / %", "2020 / n", "2020 / %")
    assert source.line == 2


def test_years_name_columns_one_of_them_too(tmp_path):
    assert opened(tmp_path / "a.csv", "area,2019,2020\nMitte,1,2\nNord,3,4\n").header == ("area", "2019", "2020")
    assert opened(tmp_path / "b.csv", "area,2023\nMitte,12\nNord,40\n").header == ("area", "2023")


def test_a_table_of_text_alone_has_its_first_row_for_names(tmp_path):
    source = opened(tmp_path / "a.csv", "area,level\nMitte,high\nNord,low\n")

    assert (source.header, source.line) == (("area", "level"), 1)


def test_names_that_are_twice_or_blank_are_made_unique_and_told(tmp_path):
    source = opened(tmp_path / "a.csv", ",rate,rate,Rate\nMitte,1,2,3\nNord,4,5,6\n")

    assert source.header == ("column 1", "rate", "rate (2)", "Rate")
    assert any("two columns are called 'rate' (columns 2 and 3)" in note for note in source.notes)


def test_a_row_of_several_lines_keeps_the_lines_of_those_below(tmp_path):
    source = opened(tmp_path / "a.csv", 'area,note\n"Mitte","one\ntwo"\nNord,3\n')

    assert rows_of(source) == [("Mitte", "one\ntwo", 2), ("Nord", "3", 4)]


def test_a_header_that_is_said_again_and_a_second_table_are_told(tmp_path):
    source = opened(tmp_path / "a.csv", "area,n,%\nMitte,1,2\narea,n,%\nNord,3,4\n\nage,boys,girls\n0-4,1,2\n")

    assert [row[0] for row in rows_of(source)] == ["Mitte", "Nord"]
    assert any("second table begins on line 6" in note for note in source.notes)
    assert "passed over 1 repetition of the header" in source.notes


def test_lines_ended_by_cr_alone_are_lines(tmp_path):
    assert rows_of(opened(tmp_path / "a.csv", PLAIN.replace("\n", "\r"))) == ROWS


def test_a_last_line_without_an_end_is_read_and_told(tmp_path):
    source = opened(tmp_path / "a.csv", PLAIN.removesuffix("\n"))

    assert rows_of(source) == ROWS
    assert "the last line has no line end" in source.notes[0]


def test_codes_stay_text_and_cells_as_they_are_written(tmp_path):
    assert rows_of(opened(tmp_path / "a.csv", 'id,v\n04013," 1 675  "\n01,"Yes"\n'))[0] == ("04013", " 1 675  ", 2)


@pytest.mark.parametrize(("content", "said"), [
    (b"", " is empty (0 bytes)"),
    (b"\n\n \n", " holds only blank lines"),
    (b"area,value\nMitte,\x00\x01\x02\nNord,1\n", ", line 2 has a zero byte: this is a binary file"),
    (b"area,value,n\nMitte,1,2\nNord,3,4\nWe", ", line 4 has fewer cells than the header (3): it is the last"),
    (b"area,value\nMitte,1\nNord,2,9,9\n", ", line 3 has 4 cells, but the header has 2"),
    (b'area,value\n"Mitte,1\nNord,2\n', ": a quote opens on line 2 and never closes"),
    (b"area,value\n", ", line 1: a header but no rows below it"),
    (b"Mitte,1\nNord,2\nWest,3\n", ", line 1: no line names the columns"),
    (b"just prose\nof two lines\n", " has one column, or is no table"),
    (b"<!DOCTYPE html>\n<html><body><table>", " is a web page, no table"),
    (b"  <html lang='de'>", " is a web page, no table"),
    (b"<?xml version='1.0'?><a/>", " is XML"),
    (b"%PDF-1.7\n", " is a PDF"),
    (b"\x89PNG\r\n\x1a\n", " is a picture (PNG)"),
])  # fmt: skip
def test_what_is_no_whole_table_is_refused_in_a_sentence(tmp_path, content, said):
    assert refused(tmp_path / "a.csv", content).startswith(said)


def test_a_line_without_end_is_refused_after_its_beginning(tmp_path):
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.write(b"area,value\n")
        file.truncate(1 << 30)  # a hole of zeros takes no room on the disk
    assert ", line 2 has a zero byte" in refused(path)

    path.write_bytes(b"area,value\nMitte," + b"1" * (8 * MAX_LINE) + b"\n")
    began = time.process_time()
    assert ", line 2 is longer than" in refused(path)
    assert time.process_time() - began < 5
