"""One of several processes that answer at one door: `python -m boas.serving`, started by a server."""

from boas.serving._worker_process import main

if __name__ == "__main__":
    main()
