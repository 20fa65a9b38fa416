"""Files made by several processes at once: each makes all about some of the algorithms, from the same prepared state.

A process is a copy of this one (fork), so that nothing is prepared twice. Which process makes a file decides nothing
about its bytes.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any, TypeVar
from zlib import crc32

from boas.site._jobs import Job

_Told = TypeVar("_Told")


def split_jobs(jobs: Iterable[Job], n: int) -> list[list[Job]]:
    """Jobs in so many parts, their order kept; all about one algorithm, in any language, is in one part."""
    if n == 1:
        return [list(jobs)]
    parts: list[list[Job]] = [[] for _ in range(n)]
    for job in jobs:
        parts[crc32(name_subject(job.url).encode()) % n].append(job)
    return parts


def name_subject(url: str) -> str:
    """What a file is about, such as `algorithms/avc`: files about one algorithm are made of the same answers.

    Badges, codes and bundles lie in folders of their own.
    """
    if found := _BESIDE.match(url):
        return f"algorithms/{found[1] or found[2]}"
    about = "/".join(url.partition("/")[2].split("/")[:2]).partition(".")[0]
    return f"algorithms/{about.removeprefix(_BADGES)}" if about.startswith(_BADGES) else about


_BADGES = "badges/"
_BESIDE = re.compile(r"codelists/([^/]+)/|bundles/(.+?)-\d+\.\d+\.\d+")


def run_shards(shards: Sequence[Sequence[Job]], work: Callable[[Iterable[Job]], _Told]) -> list[_Told]:
    """Do each part of the work in a process of its own, the first one in this process, and give what each tells.

    What stops one of them is raised here, once all have ended. The caller has no connection open and no other thread.
    """
    context = get_context("fork")
    with ExitStack() as stack:
        listeners: list[Connection] = []
        for shard in shards[1:]:
            listener, teller = context.Pipe(duplex=False)
            process = context.Process(target=_tell, args=(teller, os.getpid(), shard, work), daemon=True)
            process.start()
            teller.close()
            stack.callback(process.join)
            stack.callback(listener.close)  # called first: who has nobody to tell ends as well
            listeners.append(listener)
        told = [work(shards[0])]
        return told + [_wait_for(listener) for listener in listeners]


def _wait_for(listener: Connection) -> Any:  # noqa: ANN401 -- what crosses between processes has no type
    """What another process tells; raises what stopped it, and `EOFError` when it was killed."""
    told, error = listener.recv()
    if error is not None:
        raise error
    return told


def _tell(teller: Connection, parent: int, shard: Sequence[Job], work: Callable[[Iterable[Job]], object]) -> None:
    """Work in a process of its own, and send what it tells or what stopped it."""
    try:
        teller.send((work(_watch(shard, parent)), None))
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is raised where the work was asked for
        teller.send((None, error))
    finally:
        teller.close()


def _watch(shard: Sequence[Job], parent: int) -> Iterator[Job]:
    """Jobs, as long as the process that asked for them lives: nobody writes after it was killed."""
    for job in shard:
        if os.getppid() != parent:
            os._exit(1)
        yield job
