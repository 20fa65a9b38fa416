"""Other names of countries and languages, as the Unicode CLDR has them: what people write instead of a code."""

from collections.abc import Iterable, Mapping
from functools import cache

from babel.core import Locale, get_global

from boas.translation._catalogues import Language


def map_country_names(languages: Iterable[Language]) -> Mapping[str, str]:
    """Codes of countries (ISO 3166-1 alpha-2) by three letters and by their names in some languages, in lower case."""
    aliases = {
        other.casefold(): codes[0] for other, codes in get_global("territory_aliases").items() if len(codes) == 1
    }
    named = (Locale(language).territories.items() for language in languages)
    return aliases | {name.casefold(): code for items in named for code, name in items}


@cache
def map_language_aliases() -> Mapping[str, str]:
    """Codes of languages (ISO 639-1) by their other codes, such as those of three letters."""
    return get_global("language_aliases")
