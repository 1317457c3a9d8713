"""``python -m bijstand``: the command line."""

import sys

from bijstand.command_line.main import main

sys.exit(main())
