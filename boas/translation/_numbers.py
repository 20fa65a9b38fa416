"""Numbers as readers of a language write them."""

from dataclasses import dataclass

from boas.translation._catalogues import SOURCE_LANGUAGE, Language, load_catalogue

SIGNS = (",", ".")
"""What English writes between thousands and before decimals; catalogues translate both, under their context."""

SIGN_CONTEXT = "number"
"""The context (gettext's msgctxt) of these signs."""


@dataclass(frozen=True, slots=True)
class LocalisedDigits:
    """A number with the digits it is shown with, and the signs of the reader's language: 1 234,5 or 1,234.5."""

    text: str
    """The number as English writes it."""

    def in_(self, language: Language) -> str:
        """The same digits, with the signs that the catalogue of a language gives."""
        return self.text if language == SOURCE_LANGUAGE else self.text.translate(_read_signs(language))


def _read_signs(language: Language) -> dict[int, str]:
    """What stands in a language for the English signs."""
    catalogue = load_catalogue("messages", language)
    return str.maketrans({sign: catalogue.pgettext(SIGN_CONTEXT, sign) for sign in SIGNS})
