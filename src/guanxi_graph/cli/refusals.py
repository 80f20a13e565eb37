"""What the system refused, in words, and what to do about it."""

from __future__ import annotations

import errno

from guanxi_graph.problems import Problem, Span

_ROOM = "make room there, or name another place with -o; what was there before is still there"
_TEMPORARY = "make room there, or name another folder by TMPDIR; what was built before is still there"
_RIGHTS = "change its permissions, or name another place"
_REMEDIES = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: "the file system or `ulimit -f` takes no file of this size; name another place with -o",
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EROFS: "name another place with -o",
    errno.EISDIR: "name a file in it",
    errno.ENOTDIR: "a file stands where a folder is needed; name another place",
    errno.ENAMETOOLONG: "name it shorter",
    errno.ENOENT: "look at its name",
    errno.EBUSY: "wait until that is done, and run it again",
}


def refusal(error: OSError) -> Problem:
    import tempfile

    is_temporary = error.filename and error.filename == tempfile.tempdir  # which is None until it was needed
    remedy = _TEMPORARY if is_temporary else _REMEDIES.get(error.errno or 0, "mend that and run it again")
    return Problem("unusable-file", error.strerror or str(error), Span(str(error.filename or "the file")), remedy)
