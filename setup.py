"""What pyproject.toml cannot say: a package knows the commit that it was built from."""

import runpy
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

HERE = Path(__file__).resolve().parent
write_down = runpy.run_path(str(HERE / "experiments" / "running" / "commit.py"))["write_down"]


class Build(build_py):
    """Build a wheel, with the commit in it."""

    def run(self) -> None:
        """Build."""
        super().run()
        if not self.editable_mode:
            write_down(HERE, Path(self.build_lib))


class Sources(sdist):
    """Pack the sources, with the commit beside them."""

    def make_release_tree(self, base_dir: str, files: list[str]) -> None:
        """Lay out what is packed."""
        super().make_release_tree(base_dir, files)
        write_down(HERE, Path(base_dir))


setup(cmdclass={"build_py": Build, "sdist": Sources})
