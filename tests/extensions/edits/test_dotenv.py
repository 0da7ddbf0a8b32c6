"""Edits of the example of the environment."""

from extensions.edits.edit import Variables

PARAGRAPH = "# How long.\n#CACHE_URL=\n#CACHE_SIZE=10"


def add(text: str, paragraph: str = PARAGRAPH) -> str:
    return Variables(".env.example", paragraph).apply(text)


def test_a_paragraph_stands_at_the_end() -> None:
    assert add("# Debug.\n#DEBUG=\n") == f"# Debug.\n#DEBUG=\n\n{PARAGRAPH}\n"


def test_it_is_added_once() -> None:
    assert add(add("A=1\n")) == add("A=1\n")


def test_it_may_be_the_first() -> None:
    assert add("") == f"{PARAGRAPH}\n"


def test_variables_that_are_there_are_left_alone() -> None:
    text = add("export CACHE_URL=redis://cache\n")

    assert text == "export CACHE_URL=redis://cache\n\n# How long.\n#CACHE_SIZE=10\n"


def test_variables_may_be_commented_out() -> None:
    assert add("# CACHE_URL=\nCACHE_SIZE=5\n") == "# CACHE_URL=\nCACHE_SIZE=5\n"
