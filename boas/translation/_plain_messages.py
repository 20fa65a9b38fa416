"""Messages as plain values that JSON can hold, and back: for caches, which are read before anything large is loaded."""

from typing import Any

from boas.translation._message import CasedMessage, LocalisedTexts, Message, Parameter
from boas.translation._numbers import LocalisedDigits

_FIELDS = ("template", "params", "plural", "number", "context", "domain")


def encode_message(message: Message) -> list[Any]:
    """A message as a list of its fields; any text and any number come back as they were."""
    params = [[name, _encode_parameter(value)] for name, value in message.params]
    return [message.template, params, message.plural, message.number, message.context, message.domain]


def decode_message(plain: list[Any]) -> Message:
    """The message that such a list was made of; raises `ValueError` or `TypeError` for any other list."""
    template, params, *rest = plain
    message = Message(template)
    fields = (template, tuple((name, _decode_parameter(value)) for name, value in params), *rest)
    for name, value in zip(_FIELDS, fields, strict=True):
        object.__setattr__(message, name, value)
    return message


def _encode_parameter(value: Parameter) -> Any:  # noqa: ANN401 -- whatever JSON holds
    """A parameter; plain text and numbers stand as they are, everything else in a list that says what it is."""
    match value:
        case Message():
            return ["message", encode_message(value)]
        case LocalisedDigits():
            return ["digits", value.text]
        case LocalisedTexts():
            return ["texts", [[language, text] for language, text in value.texts]]
        case CasedMessage():
            return ["cased", encode_message(value.message), value.case]
    return value


def _decode_parameter(plain: Any) -> Parameter:  # noqa: ANN401 -- whatever JSON holds
    """The parameter that was written so."""
    match plain:
        case ["message", list(fields)]:
            return decode_message(fields)
        case ["digits", str(text)]:
            return LocalisedDigits(text)
        case ["texts", list(texts)]:
            return LocalisedTexts(tuple((language, text) for language, text in texts))
        case ["cased", list(fields), ("capital" | "inside" | "lower") as case]:
            return CasedMessage(decode_message(fields), case)
        case str() | int() | float() | None:
            return plain
    message = f"no parameter of a message: {plain}"
    raise ValueError(message)
