"""Replies in plain text, in each language, for when there is no page to show."""

from http import HTTPStatus

from boas.api import Reply
from boas.translation import Message

NOTHING_HERE = Message("There is nothing at this address.")
REMOVED = Message("This was taken out of the registry for good. When and why: {page}")
DAMAGED = Message("This page is not available right now. Try again in a few seconds.")
READ_ONLY = Message("This address can only be read, by GET or HEAD.")
OTHER_HOST = Message("This server does not answer under this name.")
UNCLEAR = Message("The request is ambiguous.")
SERVER_ERROR = Message("Something went wrong on our side.")


def build_plain_reply(status: int, said: Message, headers: dict[str, str] | None = None) -> Reply:
    """The sentence in each language, French first."""
    extra = {"retry-after": "2"} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    return Reply(
        status,
        "".join(f"{text}\n" for text in said.to_texts().values()).encode(),
        "text/plain; charset=utf-8",
        extra | (headers or {}),
    )
