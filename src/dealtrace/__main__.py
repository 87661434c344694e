"""``python -m dealtrace``: the same as the command ``dealtrace``."""

import sys

from dealtrace.cli import main

if __name__ == "__main__":
    sys.exit(main())
