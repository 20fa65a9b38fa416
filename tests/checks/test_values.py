"""What rules ask about one document in turn is worked out once."""

from boas.checks._values import keep_last, list_texts


def test_an_answer_is_kept_until_another_value_is_asked_about() -> None:
    asked: list[object] = []

    @keep_last
    def count(value: object) -> int:
        asked.append(value)
        return len(asked)

    one, two = {"name": "a"}, {"name": "a"}

    assert [count(one), count(one), count(two), count(two), count(one)] == [1, 1, 2, 2, 3]
    assert count(None) == count(None) == 4


def test_the_texts_of_a_value_come_with_their_paths_in_order() -> None:
    value = {"b": "x", "a": [{"fr": "y"}, "z", 3, None], "c": {}}

    assert list_texts(value) == ((("b",), "x"), (("a", 0, "fr"), "y"), (("a", 1), "z"))
