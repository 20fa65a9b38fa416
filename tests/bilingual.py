"""Messages that a test gives in both languages by itself, beside any catalogue."""

from collections.abc import Callable

from boas.translation import Language, Message


class Bilingual(Message):
    """A text already put into French and English words."""

    __slots__ = ("pair",)
    pair: tuple[str, str]

    def __init__(self, fr: str, en: str) -> None:
        """Keep both."""
        super().__init__(en)
        object.__setattr__(self, "pair", (fr, en))

    def in_(self, language: Language) -> str:
        """The words in French, or in English."""
        return self.pair[0] if language == "fr" else self.pair[1]

    def map_texts(self, change: Callable[[str], str]) -> Message:
        """Both changed."""
        return Bilingual(*map(change, self.pair))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Bilingual) and self.pair == other.pair

    def __hash__(self) -> int:
        return hash(self.pair)

    def __reduce__(self) -> tuple[object, ...]:
        return (Bilingual, self.pair)
