"""Becomes the program that speaks, within limits: seconds, bytes, and then the program itself.

Runs by itself, as a file (`speaking`): nothing of the academy is imported here.
"""

import os
import resource
import sys


def main() -> None:
    seconds, memory = int(sys.argv[1]), int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.execv(sys.argv[3], sys.argv[3:])  # noqa: S606 - no shell; our own caller found it


if __name__ == "__main__":
    main()
