"""`python -m badges`: the engine on the command line. Try `python -m badges --help`."""

import sys

if __name__ == "__main__":
    if sys.argv[1:2] == ["verify"]:
        # The child needs as long to start as all the imports below; let them start together.
        from badges import sandbox

        sandbox.shared().warm()

    from badges.commands import main

    sys.exit(main(sys.argv[1:]))
