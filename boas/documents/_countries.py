"""Countries by code, ISO 3166-1 alpha-2: the officially assigned codes and no others.

Reserved and user-assigned codes (EU, UK, XK, ZZ) are none: they stand for a union, a habit, a place the standard has
not named, or for nobody knows what.
"""

from collections.abc import Mapping
from functools import cache

import boas.translation  # names of all countries are loaded when one is looked up

COUNTRIES = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR
    GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP
    KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT
    MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW
    SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ
    UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
    """.split()  # noqa: SIM905 -- a table of codes is read as one
)
"""ISO 3166-1:2020 as the ISO Online Browsing Platform lists it: 249 codes, unchanged since 2011 (South Sudan)."""

COUNTRY_ALIASES = {"UK": "GB", "EL": "GR", "FX": "FR"}
"""What is often written for a country that has another code: two abbreviations of the Union, a code gone since 1997."""


def find_country(text: str) -> str | None:
    """The code of a country written by its English or French name, or by its three letters; None for anything else."""
    code = _map_names().get(text.strip().casefold())
    return code if code in COUNTRIES else None


@cache
def _map_names() -> Mapping[str, str]:
    """Codes by what else names them, read when a value was refused."""
    return boas.translation.map_country_names(("en", "fr"))
