"""Rule, message and help for a string that breaks the syntax of its field."""

from boas.translation import Message

VALUE_MESSAGES: dict[str, tuple[str, Message, Message]] = {
    "bad-id": (
        "bad-id",
        Message("`{written}` is not an id."),
        Message(
            "Write 3 to 64 characters: lower-case letters without accents, digits, single hyphens, for "
            "instance `avc-ait-pmsi`, and no name that Windows keeps for itself, such as `aux` or `con`."
        ),
    ),
    "bad-version": (
        "bad-version",
        Message("`{written}` is not a version number."),
        Message("Write major.minor.patch, for instance 1.4.0, without `v` or `+` (semver.org)."),
    ),
    "bad-date": (
        "wrong-type",
        Message("`{written}` is not a date that exists."),
        Message("Write YYYY-MM-DD, for instance 2026-03-02."),
    ),
    "bad-period": (
        "wrong-type",
        Message("`{written}` is not a period."),
        Message('Write, in quotes, a year, month or day, or two joined by `/`: "2015/2019".'),
    ),
    "bad-duration": (
        "wrong-type",
        Message("`{written}` is not a length of time."),
        Message(
            "Write `P`, a whole number and Y, M, W or D: `P10Y` is ten years, `P30D` thirty days, `PT48H` two days."
        ),
    ),
    "unsafe-link": (
        "unsafe-link",
        Message("`{written}` is not a safe link."),
        Message("Give a full address that starts with https://."),
    ),
    "unsafe-source-link": (
        "unsafe-link",
        Message("`{written}` is not a safe link."),
        Message("Give a full address that starts with https:// (or http:// for a source that has nothing else)."),
    ),
    "bad-doi": (
        "bad-doi",
        Message("`{written}` is not a DOI."),
        Message("Write the DOI alone, for instance 10.1159/000438859."),
    ),
    "bad-orcid": (
        "bad-orcid",
        Message("`{written}` is not a valid ORCID iD."),
        Message("Copy the four groups of four from orcid.org; the last character is a key."),
    ),
    "bad-ror": (
        "bad-ror",
        Message("`{written}` is not a valid ROR identifier."),
        Message("Copy the full address from ror.org; the last two digits are a key."),
    ),
    "bad-siren": (
        "bad-siren",
        Message("`{written}` is not a valid SIREN number."),
        Message("Copy the nine digits from the Sirene register, without spaces and in quotes; the last one is a key."),
    ),
    "bad-finess": (
        "bad-finess",
        Message("`{written}` is not a valid FINESS number."),
        Message(
            "Copy the nine characters of the legal entity from finess.esante.gouv.fr, without spaces and "
            "in quotes; the last one is a key."
        ),
    ),
    "bad-licence": (
        "bad-licence",
        Message("`{written}` is not an SPDX licence."),
        Message(
            "Write an identifier of spdx.org/licenses, for instance EUPL-1.2, MIT or GPL-3.0-only; a licence that "
            "is none of SPDX is written `LicenseRef-…`, with its name and page in `licence.own`."
        ),
    ),
    "bad-own-licence": (
        "bad-licence",
        Message("`{written}` is not a licence of its own."),
        Message("Write `LicenseRef-` and a name of letters, digits, points and hyphens: `LicenseRef-my-licence`."),
    ),
    "bad-range": (
        "bad-range",
        Message("`{written}` is not a range of versions."),
        Message("Write comparisons joined by commas, for instance `>=1.0.0,<1.2.0` or `==1.1.0`."),
    ),
    "bad-country": (
        "wrong-type",
        Message("`{written}` is not a country code."),
        Message("Write two capital letters, for instance FR."),
    ),
    "bad-sha256": (
        "wrong-type",
        Message("`{written}` is not a SHA-256 digest."),
        Message("Write 64 lower-case hexadecimal digits."),
    ),
    "bad-account": (
        "wrong-type",
        Message("`{written}` is not the number of an account."),
        Message("Write the number of the account in quotes, not its name: it stays the same when the name changes."),
    ),
    "ends-before-it-begins": (
        "wrong-type",
        Message("`until` is a day before `since`."),
        Message("Correct one of these two days."),
    ),
    "no-language": (
        "missing-field",
        Message("The text is in no language."),
        Message("Add `fr: …` or `en: …`."),
    ),
    "value-or-words": (
        "missing-field",
        Message("Either `value` or `as_printed` is needed, and only one of them."),
        Message("Give the number in `value`, or the source's words in `as_printed`."),
    ),
}
