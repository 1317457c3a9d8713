"""Write the example panels of ``bijstand elicit`` again: ``python -m analysis.elicitation``."""

from __future__ import annotations

from analysis.elicitation.panels import ranges_panel
from analysis.elicitation.received import example_file


def main() -> None:
    """Write the files."""
    for kind, make in (("ranges", ranges_panel),):
        file = example_file(kind)
        file.write_text(make(), encoding="utf-8")
        print(file)


if __name__ == "__main__":
    main()
