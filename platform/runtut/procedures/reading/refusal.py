"""Why a file is not read: one sentence for the person who handed it in."""


class Refused(ValueError):  # noqa: N818
    """The file is not read at all; the message says what is wrong and what to do, and is shown as it stands."""
