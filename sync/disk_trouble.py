"""Why a file could not be read or written, in words a clerk can act on."""

from __future__ import annotations

import errno

from sync import words

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
    errno.ENODEV: words.GONE,
    errno.ENXIO: words.GONE,
}


def reason(trouble: OSError) -> str:
    """The reason, to stand in a sentence. The system's own words are in its own language, so an unknown one is told by
    its number; number 0 is an error of ours, which brings its words.
    """
    if trouble.errno == 0:
        return trouble.strerror or words.BAD_DISK
    if trouble.errno is None:
        return words.BAD_DISK
    return _REASONS.get(trouble.errno) or words.UNKNOWN_TROUBLE.format(number=trouble.errno)
