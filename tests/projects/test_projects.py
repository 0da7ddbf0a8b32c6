"""The projects as they are: what their own tools say before anything is added."""

import pytest

from tests.projects.projects import NAMES, Project

pytestmark = [
    pytest.mark.all,
    pytest.mark.parametrize("project", NAMES, indirect=True),
]


def test_its_own_tests_pass(project: Project) -> None:
    project.test()


def test_it_is_linted(project: Project) -> None:
    project.lint()
