from ._catalogues import (
    SOURCE_LANGUAGE,
    Domain,
    Language,
    add_catalogues,
    find_catalogue_folder,
    list_catalogues,
    list_languages,
    load_catalogue,
    resolve_language,
    translate_plural,
)
from ._compiling import compile_catalogues
from ._message import (
    LocalisedTexts,
    Message,
    Parameter,
    change_case,
    join_messages,
    lower_initial,
    make_plural,
    make_verbatim,
)
from ._numbers import SIGN_CONTEXT, SIGNS, LocalisedDigits
from ._plain_messages import decode_message, encode_message
from ._standard_names import map_country_names, map_language_aliases

__all__ = [
    "SIGNS",
    "SIGN_CONTEXT",
    "SOURCE_LANGUAGE",
    "Domain",
    "Language",
    "LocalisedDigits",
    "LocalisedTexts",
    "Message",
    "Parameter",
    "add_catalogues",
    "change_case",
    "compile_catalogues",
    "decode_message",
    "encode_message",
    "find_catalogue_folder",
    "join_messages",
    "list_catalogues",
    "list_languages",
    "load_catalogue",
    "lower_initial",
    "make_plural",
    "make_verbatim",
    "map_country_names",
    "map_language_aliases",
    "resolve_language",
    "translate_plural",
]
