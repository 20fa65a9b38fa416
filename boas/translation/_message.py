"""Messages: an English text with parameters, put into words when somebody reads it, in the reader's language.

A message is plain data through and through, so that it can be kept in a cache and read back.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from boas.translation._catalogues import (
    SOURCE_LANGUAGE,
    Domain,
    Language,
    list_languages,
    load_catalogue,
    translate_plural,
)
from boas.translation._numbers import LocalisedDigits

CaseChange = Literal["capital", "inside", "lower"]
"""How words stand: at the beginning of a sentence, inside one, or without any capital."""


@dataclass(frozen=True, slots=True, init=False)
class Message:
    """A text of the program: English, with names in braces where its parameters stand.

    Parameters are said in the same language, see `Parameter`.
    """

    template: str
    """The English, by which catalogues know it."""
    params: tuple[tuple[str, "Parameter"], ...]
    """What stands for each name in braces."""
    plural: str
    """The English for several, when the text depends on a number."""
    number: float
    """That number."""
    context: str
    """What tells it from the same English with another meaning (gettext's msgctxt)."""
    domain: Domain | Literal[""]
    """The catalogue it stands in; empty for what is the same in every language."""

    def __init__(self, template: str, /, **params: object) -> None:
        """Keep the text and its parameters, as text what is no `Parameter`; nothing is put into words yet."""
        object.__setattr__(self, "template", template)
        object.__setattr__(self, "params", tuple((name, _to_parameter(value)) for name, value in params.items()))
        for name, value in _DEFAULTS.items():
            object.__setattr__(self, name, value)

    def in_(self, language: Language) -> str:
        """The words in one language; English where its catalogue lacks them or spoils a parameter."""
        translated = self._translate(language)
        if not self.params:
            return translated
        said = {name: _localise(value, language) for name, value in self.params}
        try:
            return translated.format(**said)
        except (KeyError, IndexError, ValueError):
            return self._translate(SOURCE_LANGUAGE).format(**said)

    def to_texts(self, languages: Iterable[Language] = ()) -> dict[Language, str]:
        """The words by language: in these, or in all the program has words in."""
        return {language: self.in_(language) for language in languages or list_languages()}

    def _translate(self, language: Language) -> str:
        """The text in one language, its parameters still in braces."""
        if not (self.template and self.domain):
            return self.template
        catalogue = load_catalogue(self.domain, language)
        if self.plural:
            return translate_plural(catalogue, self.template, self.plural, self.number)
        return catalogue.pgettext(self.context, self.template) if self.context else catalogue.gettext(self.template)

    def fill(self, **params: object) -> "Message":
        """The same text with these parameters added."""
        return _copy(self, params=(*self.params, *Message("", **params).params))

    def use_catalogue(self, domain: Domain, context: str = "") -> "Message":
        """The same text as another catalogue translates it, under a context (gettext's msgctxt) when one is given."""
        return _copy(self, domain=domain, context=context)

    def with_number(self, number: float) -> "Message":
        """The same text for another number, which stands in it as `{n}`."""
        return _copy(self, number=float(number), params=tuple((dict(self.params) | {"n": number}).items()))

    def map_texts(self, change: Callable[[str], str]) -> "Message":
        """The same message with each parameter that is plain text changed, those of messages inside it too."""
        return _copy(self, params=tuple((name, _map_value(value, change)) for name, value in self.params))


_DEFAULTS: Mapping[str, object] = {"plural": "", "number": 1.0, "context": "", "domain": "messages"}
"""Fields of a message that says nothing else."""


@dataclass(frozen=True, slots=True)
class LocalisedTexts:
    """A text that somebody wrote in several languages."""

    texts: tuple[tuple[Language, str], ...]
    """Language and text, the one to fall back on first."""

    def in_(self, language: Language) -> str:
        """The text in one language; in the first one it has when it lacks that."""
        return dict(self.texts).get(language) or next((text for _, text in self.texts), "")


@dataclass(frozen=True, slots=True)
class CasedMessage:
    """A message with capitals for another place than it was written for."""

    message: Message
    case: CaseChange

    def in_(self, language: Language) -> str:
        """The words in one language."""
        words = self.message.in_(language)
        if self.case == "capital":
            return words[:1].upper() + words[1:]
        if language in _CAPITAL_NOUNS:
            return words
        return words.lower() if self.case == "lower" else lower_initial(words)


_CAPITAL_NOUNS = frozenset({"de", "lb"})
"""Languages whose nouns have a capital wherever they stand."""

_PROPER_NAMES = ("Brier", "Matthews")
"""People after whom metrics are named."""


def lower_initial(words: str) -> str:
    """A label inside a sentence: no capital, unless it begins with an abbreviation or a name."""
    is_name = words.startswith(_PROPER_NAMES) or words[1:2].isupper() or words[1:2].isdigit()
    return words if is_name else words[:1].lower() + words[1:]


Parameter = str | int | float | None | Message | LocalisedDigits | LocalisedTexts | CasedMessage
"""What can stand in a message: plain text and numbers as they are, all others in the reader's language."""


def _to_parameter(value: object) -> Parameter:
    """A value as a message keeps it: a path, an error and the like as their text."""
    return value if isinstance(value, Parameter) else str(value)


def _localise(value: Parameter, language: Language) -> object:
    """A parameter in a language; plain text and numbers stay as they are."""
    return value if value is None or isinstance(value, str | int | float) else value.in_(language)


def _map_value(value: Parameter, change: Callable[[str], str]) -> Parameter:
    """A parameter with its plain texts changed."""
    match value:
        case str():
            return change(value)
        case Message():
            return value.map_texts(change)
        case CasedMessage():
            return CasedMessage(value.message.map_texts(change), value.case)
        case LocalisedTexts():
            return LocalisedTexts(tuple((language, change(text)) for language, text in value.texts))
    return value


def _copy(message: Message, **fields: object) -> Message:
    """A message with some other fields."""
    copied = Message(message.template)
    for name in ("params", *_DEFAULTS):
        object.__setattr__(copied, name, fields.get(name, getattr(message, name)))
    return copied


def change_case(message: Message, case: CaseChange) -> Message:
    """A message with capitals for another place than it was written for."""
    return make_verbatim(CasedMessage(message, case))


def make_verbatim(text: Parameter) -> Message:
    """What no catalogue translates: a name, a code, a number, a text of a document."""
    return _copy(Message("{text}"), domain="", params=(("text", text),))


def make_plural(one: str, many: str, number: float, /, **params: object) -> Message:
    """A message that depends on a number, which stands in it as `{n}`.

    Args:
        one: The English for one.
        many: The English for any other number.
        number: The number; `{n}` shows it unless a parameter of that name says how.
        **params: Everything else the text names.

    Returns:
        The message; each language chooses among its own forms of plural.
    """
    return _copy(Message(one, **({"n": number} | params)), plural=many, number=float(number))


def join_messages(listed: Iterable[Parameter], comma: Message | str = ", ") -> Message:
    """Several messages or words in a row.

    Args:
        listed: What to list; nothing gives an empty text.
        comma: What stands between them.

    Returns:
        One message.
    """
    params: dict[str, Parameter] = {f"item_{position}": one for position, one in enumerate(listed)}
    row = "{comma}".join(f"{{{name}}}" for name in params)
    return _copy(Message(row), domain="", params=(*params.items(), ("comma", comma)))
