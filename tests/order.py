"""In which order processes that run tests side by side take them: the longest files first.

Every process begins with an equal share of the tests in their order, and takes over the last ones
of another when it has none left. A long test, or a fixture that many tests of a file wait for, is
therefore to stand at the beginning of a share: at its end it would run alone.
"""

from __future__ import annotations

from collections.abc import Sequence

# About how many seconds of computing, where that is more than ten; the longest are begun with. Of a
# folder all files are kept together: they wait for the same page.
LONG = {
    "tests/page/adviser/": 120,
    "tests/house/test_faults.py": 90,
    "tests/experiments/running/test_machine_code.py": 55,
    "tests/experiments/study/test_resume.py": 40,
    "tests/bijstand/command_line/test_cli_text.py": 50,
    "tests/bijstand/documented/test_tutorial_rule.py": 45,
    "tests/page/server/test_many_sessions.py": 65,
    "tests/page/server/test_proxy.py": 60,
    "tests/bijstand/documented/test_documented_commands.py": 80,
    "tests/page/screens/test_page.py": 55,
    "tests/sim/test_two_clocks.py": 40,
    "tests/analysis/answers/test_tampered_studies.py": 40,
    "tests/house/test_processes.py": 35,
    "tests/page/server/test_attack.py": 30,
    "tests/experiments/design/test_beliefs.py": 28,
    "tests/analysis/choose/test_choose_limits.py": 25,
    "tests/bijstand/command_line/test_cli_analysis.py": 25,
    "tests/analysis/answers/test_one_answer.py": 25,
    "tests/analysis/sensitivity/test_intervals_of_indices.py": 25,
    "tests/bijstand/command_line/test_cli_interrupts.py": 45,
    "tests/analysis/codebook/test_codebook.py": 45,
    "tests/analysis/brief/test_brief.py": 24,
    "tests/analysis/brief/test_brief_says.py": 12,
    "tests/analysis/report/test_conclusions.py": 25,
    "tests/analysis/sensitivity/test_given_data.py": 25,
    "tests/analysis/sensitivity/test_design_options.py": 20,
    "tests/analysis/sensitivity/test_fewest.py": 18,
    "tests/analysis/answers/test_analysis_figures.py": 17,
    "tests/analysis/answers/test_copies.py": 17,
    "tests/bijstand/command_line/test_cli.py": 16,
    "tests/experiments/study/test_study.py": 16,
    "tests/verification/test_invariants.py": 15,
    "tests/analysis/answers/test_new_answer.py": 15,
    "tests/bijstand/command_line/test_conf.py": 15,
    "tests/sim/test_outcomes_again.py": 12,
}

# What make test leaves to make slow: files, or single tests of them, that cost half a minute or so
# and ask what a change to the model or to an answer seldom moves. .ci/run runs both.
SLOW = (
    "tests/bijstand/python/test_plain_python.py",
    "tests/bijstand/command_line/test_cli_interrupts.py",
    "tests/bijstand/command_line/test_cli_text.py",
    "tests/bijstand/documented/test_documented_commands.py",
    "tests/bijstand/documented/test_tutorial_rule.py",
    "tests/analysis/codebook/test_codebook.py::test_code_shows",
    "tests/analysis/answers/test_tampered_studies.py",
    "tests/analysis/sensitivity/test_intervals_of_indices.py::test_indices_of_given_data_vary",
    "tests/experiments/running/test_machine_code.py",
    "tests/experiments/running/test_other_systems.py",
    "tests/experiments/study/test_resume.py",
    "tests/house/test_extras.py",
    "tests/house/test_faults.py",
    "tests/house/test_package.py",
    "tests/house/test_processes.py",
    "tests/page/server/test_attack.py",
    "tests/page/server/test_many_sessions.py",
    "tests/page/server/test_proxy.py",
    "tests/page/server/test_terminal.py",
)


def is_slow(test: str) -> bool:
    """Return whether a test, by its id, is one that ``make slow`` runs."""
    return test.startswith(SLOW)


def longest_first(files: Sequence[str], shares: int) -> list[int]:
    """Return an order of tests in which every equal share begins with its part of the long files.

    Args:
        files: The file of each test.
        shares: Into how many shares the order is cut.

    Returns:
        The places of the tests in ``files``, each once; tests of one file keep their order.
    """
    by_file: dict[str, list[int]] = {}
    for place, file in enumerate(files):
        kept = next((long for long in LONG if file.startswith(long)), file)
        by_file.setdefault(kept, []).append(place)
    room = len(files) / shares
    begun: list[list[int]] = [[] for _ in range(shares)]
    seconds = [0.0] * shares
    for file in sorted(LONG.keys() & by_file.keys(), key=lambda file: (-LONG[file], file)):
        free = [at for at in range(shares) if len(begun[at]) + len(by_file[file]) <= room]
        if free:
            least = min(free, key=lambda at: seconds[at])
            begun[least] += by_file.pop(file)
            seconds[least] += LONG[file]
    rest = [place for places in by_file.values() for place in places]
    order: list[int] = []
    for number, first in enumerate(begun, 1):
        more = round(number * room) - len(order) - len(first)
        order += [*first, *rest[:more]]
        del rest[:more]
    return order
