"""``--help`` in Dutch: the same verbs, keys, defaults and examples as in English."""

from __future__ import annotations

import re

import pytest

from bijstand.command_line.main import VERBS, main

WIDEST = 100
ENGLISH = re.compile(r"\b(usage|keys and defaults|options|examples|this text|the|which)\b")


def helped(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert main(words) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("verb", VERBS)
def test_the_help_of_a_verb_is_there_in_dutch(
    verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    english = helped([verb, "--help"], capsys)
    dutch = helped([verb, "--help", "language=nl"], capsys)
    heads = [
        [line.split("  ")[1] for line in text.splitlines() if re.match(r"  [a-z-]\S*=", line)]
        for text in (english, dutch)
    ]
    assert heads[0] == heads[1]
    examples = [re.findall(r"^  bijstand .*", text, re.M) for text in (english, dutch)]
    assert len(examples[0]) == len(examples[1]) > 0
    assert [line.split()[1] for line in examples[0]] == [line.split()[1] for line in examples[1]]
    own = [line for line in dutch.splitlines() if not line.startswith("  bijstand ")]
    assert not [line for line in own if ENGLISH.search(line.replace("[options]", ""))]
    assert max(map(len, own)) <= WIDEST


@pytest.mark.parametrize("words", [["--help", "language=nl"], ["language=nl", "-h"]])
def test_the_list_of_verbs_is_there_in_dutch(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    said = helped(words, capsys)
    assert "werkwoorden" in said and not ENGLISH.search(said)
    assert all(re.search(rf"^  {verb} ", said, re.M) for verb in VERBS)


def test_a_language_alone_is_no_verb(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["language=nl"]) == 2
    assert "werkwoorden" in capsys.readouterr().out
