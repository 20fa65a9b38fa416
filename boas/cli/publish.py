"""`boas publish`: the site of a commit sent to an object store, a web server or a folder, by rclone."""

import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from boas.cli._language import resolve_language
from boas.cli._progress import show_progress
from boas.cli.build import print_build
from boas.parsing import find_root
from boas.publishing import GZIP_WAYS, KEPT_DAYS, GzipWay, RemotePlace, prepare_site, refuse_older, send_site
from boas.site import CURRENT
from boas.translation import Message, list_languages


@click.command("publish")
@click.argument("target")
@click.option(
    "--registry",
    type=click.Path(path_type=Path, file_okay=False),
    help="Root of the registry (default: found upwards).",
)
@click.option("--revision", default="HEAD", show_default=True, help="Commit, branch or tag to build from.")
@click.option("--keep-going", is_flag=True, help="Publish what is sound even when some documents have errors.")
@click.option(
    "--keep",
    "kept_days",
    type=click.IntRange(0, 3650),
    default=KEPT_DAYS,
    show_default=True,
    help="Days for which files the site no longer has stay at the target.",
)
@click.option(
    "--gzip",
    type=click.Choice(GZIP_WAYS),
    default="no",
    show_default=True,
    help="Texts compressed: beside themselves, for a web server that looks for .gz files (nginx gzip_static), or, of "
    "what browsers read, instead, with the header Content-Encoding, for an object store.",
)
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that build pages at once."
)
@click.option(
    "--lang", type=click.Choice(list_languages()), help="Language of messages (default: BOAS_LANG, locale, fr)."
)
def command(
    *,
    target: str,
    registry: Path | None,
    revision: str,
    keep_going: bool,
    kept_days: int,
    gzip: GzipWay,
    jobs: int,
    lang: str | None,
) -> None:
    """Build the site of a commit and send it to TARGET, in words of rclone: REMOTE:PATH or a folder.

    Only what changed is sent: what is new first, then what changed, so that no page leads to one that is not there
    yet. After a removal nothing old stays at the target. rclone holds the addresses and credentials.

    \b
    boas publish store:boas.example.org          an object store that rclone knows as “store”
    boas publish --gzip beside /srv/www/boas     a folder that a web server shows
    """  # noqa: D301 -- the sign is for click: keep these lines as they are
    language, root, place = resolve_language(lang), find_root(registry or Path.cwd()), RemotePlace(target)
    with show_progress(language) as progress:
        prepared = prepare_site(root, progress, revision=revision, keep_going=keep_going, n_processes=jobs)
    print_build(prepared, language)
    if not prepared.built:
        sys.exit(1)
    refuse_older(root, place, prepared.commit)
    release, today = (prepared.site / CURRENT).resolve(), datetime.now(tz=UTC).date()
    with show_progress(language) as progress:
        progress.step(Message("Sending the site"))
        done = send_site(
            release,
            place,
            commit=prepared.commit,
            today=today,
            kept_days=kept_days,
            gzip=gzip,
            progress=progress,
        )
    told = Message(
        "{target} shows the site now. Files sent: {sent} ({thousands} kB), unchanged: {unchanged}, "
        "no longer part of the site: {kept} kept, {removed} deleted.",
        target=target,
        thousands=-(-done.n_bytes // 1000),
        **asdict(done),
    )
    click.echo(told.in_(language))
