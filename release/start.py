"""Where the frozen program begins: the command line of the desk."""

import sys

from tui.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
