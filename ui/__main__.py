"""`python -m ui` is `clausier`, for where the command is not on the path."""

import sys

from ui.cli import main

sys.exit(main())
