"""Why a file could not be read or written, in words a clerk can act on."""

from __future__ import annotations

import errno

from tui import words_papers as words

_REASONS = {
    errno.ENOSPC: words.FULL_DISK,
    errno.EDQUOT: words.FULL_DISK,
    errno.EFBIG: words.FULL_DISK,
    errno.EACCES: words.NOT_ALLOWED,
    errno.EPERM: words.NOT_ALLOWED,
    errno.ENOENT: words.NO_SUCH_PLACE,
    errno.ENOTDIR: words.NO_SUCH_PLACE,
    errno.EROFS: words.ONLY_READ,
    errno.EISDIR: words.IS_A_FOLDER,
    errno.EEXIST: words.NO_SUCH_PLACE,
    errno.ENAMETOOLONG: words.LONG_NAME,
    errno.EIO: words.BAD_DISK,
}


def reason(trouble: OSError) -> str:
    """The reason; the system's own words are in its own language, so an unknown one is told by its number."""
    return _REASONS.get(trouble.errno or 0) or words.UNKNOWN_TROUBLE.format(number=trouble.errno)
