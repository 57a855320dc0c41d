from renderer.data.describe.find_totals import block_of_sums, named_totals, summed_totals


def test_totals_are_found_by_name_and_by_code():
    areas = [("E92000001", "Engeland"), ("E06000001", "Hartlepool"), ("x", "North East Total"), ("00", "x")]
    found = named_totals(areas)

    assert found == {("E92000001", "Engeland"): "by its code", ("x", "North East Total"): "by its name",
                     ("00", "x"): "by its code"}  # fmt: skip


def test_in_a_table_of_countries_a_country_is_no_total():
    countries = [(code, code) for code in ("AUS", "AUT", "BEL", "CAN", "CHE", "DEU", "DNK", "ESP", "FIN", "USA", "VNM")]
    named = [(name, name) for name in ("Australia", "Austria", "Canada", "France", "Germany", "India", "United States")]

    assert named_totals(countries) == {}
    assert named_totals([*named, ("World", "World")]) == {("World", "World"): "by its name"}


def test_a_sum_may_miss_its_total_a_little_and_no_more():
    areas, groups = ["a", "b", "c", "t"], ["2020"] * 4

    assert summed_totals(areas, groups, [10000, 20000, 30000, 60100]) == ["t"]
    assert summed_totals(areas, groups, [10000, 20000, 30000, 66000]) == []
    assert summed_totals(areas, groups, [1, 1, 1, 1]) == []


def test_a_coarser_geography_in_the_same_list_is_found_wherever_it_stands():
    assert block_of_sums([5, 10, 1, 2, 3, 4, 5], 15) == (0, 1)
    assert block_of_sums([1, 2, 3, 4, 5], 15) is None
