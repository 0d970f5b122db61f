"""Whether only files that anybody may use for anything are wanted: the environment variable CHRONIK_MODELS.

Weights learned on a corpus for non-commercial use lie in files of their own that name it; CHRONIK_MODELS=free leaves
them out.
"""

import os

from chronik.errors import InputError

VARIABLE = "CHRONIK_MODELS"


def free_only() -> bool:
    """Whether CHRONIK_MODELS asks for free files only.

    Raises InputError where it asks for anything else: a slip must not bring in what somebody wanted to leave out.
    """
    wish = os.environ.get(VARIABLE, "")
    if wish not in ("", "free"):
        raise InputError(f"{VARIABLE} is {wish!r}; set it to free, or unset it to use the learned weights too.")
    return bool(wish)
