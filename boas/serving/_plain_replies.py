"""Replies in plain text, in both languages, for when there is no page to show."""

from http import HTTPStatus

from boas.api import Reply
from boas.finding import Message

NOTHING_HERE = Message("Il n’y a rien à cette adresse.", "There is nothing at this address.")
DAMAGED = Message(
    "Cette page est momentanément indisponible. Réessayez dans quelques secondes.",
    "This page is not available right now. Try again in a few seconds.",
)
READ_ONLY = Message("Cette adresse ne se lit que par GET ou HEAD.", "This address can only be read, by GET or HEAD.")
OTHER_HOST = Message("Ce serveur ne répond pas sous ce nom.", "This server does not answer under this name.")
UNCLEAR = Message("La requête est ambiguë.", "The request is ambiguous.")
SERVER_ERROR = Message("Une erreur s’est produite de notre côté.", "Something went wrong on our side.")


def build_plain_reply(status: int, said: Message, headers: dict[str, str] | None = None) -> Reply:
    """Both sentences, French first."""
    extra = {"retry-after": "2"} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    return Reply(status, f"{said.fr}\n{said.en}\n".encode(), "text/plain; charset=utf-8", extra | (headers or {}))
