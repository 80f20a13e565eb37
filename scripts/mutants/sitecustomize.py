"""While mutmut looks which test reaches what, a process that a test starts is an ordinary one."""

import os

if os.environ.get("MUTANT_UNDER_TEST") == "stats":
    del os.environ["MUTANT_UNDER_TEST"]
