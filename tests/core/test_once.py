"""What is said once is said at its first time, and of each anew."""

from renderer.core.once import once


def test_words_are_said_at_their_first_time_and_of_each_anew():
    said = []
    tell, other = once(said.append), once(said.append)
    for words in ("a", "b", "a", "b"):
        tell(words)
    other("a")
    assert said == ["a", "b", "a"]
