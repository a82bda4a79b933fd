"""The limits that the child puts on itself before it looks at a file."""

from __future__ import annotations

from ingest.child.child_limits import MEMORY, OPEN_FILES, SECONDS


def confine(memory: int = MEMORY, seconds: int = SECONDS) -> None:
    """Bound memory (bytes), processor time and open files; nothing is written, no core is left.

    Systems without such limits (Windows), or that do not enforce that of memory (macOS), keep the
    bounds that are judged before anything is unpacked.
    """
    try:
        import resource
    except ImportError:
        return
    _bound(resource.RLIMIT_CORE, 0)
    # A pipe is no file: answers go out all the same.
    _bound(resource.RLIMIT_FSIZE, 0)
    _bound(resource.RLIMIT_NOFILE, OPEN_FILES)
    for name in ("RLIMIT_AS", "RLIMIT_DATA"):
        if hasattr(resource, name):
            _bound(getattr(resource, name), memory)
    grant(seconds)


def grant(seconds: int) -> None:
    """Allow so many seconds of processor time from now on."""
    try:
        import resource
    except ImportError:
        return
    # The limit counts from the start of the process: what is used up is added.
    used = resource.getrusage(resource.RUSAGE_SELF)
    # The soft limit alone: a hard one could not be raised for the next document.
    _bound(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + seconds, hard=False)


def _bound(kind: int, most: int, *, hard: bool = True) -> None:
    import resource

    before = resource.getrlimit(kind)[1]
    # Whoever started us may have set a lower one, which nobody but root can raise.
    most = most if before == resource.RLIM_INFINITY else min(most, before)
    try:
        resource.setrlimit(kind, (most, most if hard else before))
    except (OSError, ValueError):
        return  # macOS knows some limits by name only
