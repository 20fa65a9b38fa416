"""Why work cannot go on. A wrong document is a finding (a value); these are for everything else.

Two translators only: `cli.main` (standard error and exit code) and `api.problems` (RFC 9457).

    BoasError
    ├── UsageError          a wrong argument, an unknown rule or id              exit 2
    ├── RegistryError       no registry here, or one that cannot be read         exit 2
    ├── IntegrityError      Git says the history or an object is not sound       exit 3
    ├── MachineError        disk, permission, a missing tool                     exit 4
    └── LockedError         another build is running                             exit 5
"""

from boas.translation import SOURCE_LANGUAGE, Message


class BoasError(Exception):
    """Work cannot go on; says what happened and, in one line, what to do."""

    exit_code = 2

    def __init__(self, message: Message, remedy: Message) -> None:
        """Keep both messages; the shell chooses the language."""
        super().__init__(message.in_(SOURCE_LANGUAGE))
        self.message = message
        self.help = remedy


class UsageError(BoasError):
    """The command was called with something it does not know."""


class RegistryError(BoasError):
    """There is no registry at this place, or it cannot be read at all."""


class IntegrityError(BoasError):
    """Git says that the history or an object is not sound."""

    exit_code = 3


class MachineError(BoasError):
    """The machine lacks something: disk space, a permission, a tool."""

    exit_code = 4


class LockedError(BoasError):
    """Another build holds the lock."""

    exit_code = 5
