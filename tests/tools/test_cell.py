"""The command that proves one service."""

import pytest

from tools.cell import main


def test_a_cell_that_there_is_not_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["nope"]) != 0

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("There is no cell nope; accepted: one of ")
    assert said.err.count("\n") == 1
