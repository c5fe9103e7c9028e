"""`python -m badges`: the engine on the command line. Try `python -m badges verify --help`."""

import sys

from badges.command_line import main

sys.exit(main(sys.argv[1:]))
