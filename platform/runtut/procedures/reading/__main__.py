"""The process that reads a stranger's file: bytes on standard input, documents as JSON on standard output, within limits."""

import json
import resource
import sys
from collections.abc import Callable
from typing import BinaryIO

from runtut.procedures.reading.limits import CPU_SECONDS, LARGEST_FILE, MEMORY
from runtut.procedures.reading.source import Source

REFUSED = 3
TOO_MUCH = 4


def main(name: str, source: BinaryIO, answer: BinaryIO, beside: Callable[[Source], bytes] | None = None) -> int:
    """0 with the documents, REFUSED with the sentence, TOO_MUCH where memory did not suffice.

    What `beside` makes of the file stands on a second line; if it ends the process, the first one is there all the same.
    """
    from runtut.procedures.model import to_json
    from runtut.procedures.reading import Refused, documents_of, source_of

    try:
        seen = source_of(source.read(LARGEST_FILE + 1), name)
        answer.write(json.dumps([to_json(sop) for sop in documents_of(seen)], ensure_ascii=False).encode())
        if beside is not None:
            answer.write(b"\n")
            answer.flush()
            answer.write(beside(seen))
    except Refused as refused:
        answer.write(str(refused).encode())
        return REFUSED
    except (MemoryError, RecursionError):
        return TOO_MUCH
    return 0


def confine() -> None:
    """No more memory and processor than one file may take, no large file written, no core left behind."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    confine()
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "", sys.stdin.buffer, sys.stdout.buffer))
