"""`boas use`: take versions of a registry into a lock, with their digests and, if wished, their files."""

import sys
from pathlib import Path

import click

from boas.cli._language import resolve_language
from boas.translation import list_languages


@click.command("use")
@click.argument("wishes", metavar="ID[@RANGE]…", nargs=-1, required=True)
@click.option("--from", "place", required=True, help="Address of the registry, a clone of it, or its notices.json.")
@click.option("--files", "with_files", is_flag=True, help="Fetch the files too, with a SHA256SUMS beside them.")
@click.option("--lock", type=click.Path(path_type=Path, dir_okay=False), help="File to write (default: boas.lock).")
@click.option("--accept", metavar="NOTICE", help="Use a version although this notice speaks against it.")
@click.option("--until", metavar="DAY", help="Last day you answer for that, YYYY-MM-DD.")
@click.option("--reason", metavar="TEXT", help="Why.")
@click.option("--as-of", metavar="DAY", help="Day that acceptances are held against (default: today).")
@click.option("--lang", type=click.Choice(list_languages()), help="Language (default: BOAS_LANG, locale, fr).")
def command(
    *,
    wishes: tuple[str, ...],
    place: str,
    with_files: bool,
    lock: Path | None,
    accept: str | None,
    until: str | None,
    reason: str | None,
    as_of: str | None,
    lang: str | None,
) -> None:
    """Pin the newest version in a range that no notice speaks against; other pins stay where they are.

    Files go to boas-files/ID beside the lock. A version that was withdrawn is refused, with the reason, unless its
    notice is accepted until a day.

    \b
    boas use avc-ait-pmsi --from https://registry.example.org --files
    boas use "avc-ait-pmsi@>=1.0.0,<2.0.0" --from ../registry
    boas use avc-ait-pmsi@1.0.0 --from URL --accept NOTICE --until 2027-01-31 --reason "Study."
    """  # noqa: D301 -- click takes the backspace for "keep these lines as they are"
    from boas.cli._outcomes import print_outcomes
    from boas.pinning import (
        LOCK_NAME,
        make_acceptance,
        make_terms,
        open_source,
        parse_wish,
        select_gravest_code,
        use_version,
    )

    language = resolve_language(lang)
    accepted = make_acceptance(accept, until, reason)
    wanted = [parse_wish(one, accepted) for one in wishes]
    target, terms, codes = lock or Path(LOCK_NAME), make_terms(as_of), set[int]()
    with open_source(place) as source:
        for wish in wanted:
            outcomes = use_version(source, wish, target, terms, with_files=with_files)
            print_outcomes(outcomes, language)
            codes |= {one.code for one in outcomes}
    sys.exit(select_gravest_code(codes))
