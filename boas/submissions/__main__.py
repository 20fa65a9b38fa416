"""The writer, as a process of its own: `python -m boas.submissions ROOT OPERATIONS`, started by a server."""

from boas.submissions._writer_process import main

if __name__ == "__main__":
    main()
