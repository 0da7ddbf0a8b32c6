"""What is recorded of a project's models is enough to render the endpoint again."""

import pytest
import yaml

from extensions.answers.interview import proposed, recorded
from extensions.survey.survey import Survey
from tests.in_process import files_of
from tests.projects.projects import HERE, NAMES, described

LINES = 60
"""Lines that the answer has at most, whatever the size of the project."""


@pytest.mark.parametrize("name", NAMES)
def test_recorded_answers_lead_to_the_same_files(name: str) -> None:
    project = Survey.of(HERE / name).whole

    for endpoint in described(name)["endpoints"]:
        answers = {"project_state": "existing", "project": project, **endpoint}
        for question in ("resource", "fields"):
            answers.setdefault(question, proposed(question, answers))
        text = recorded(answers)

        again = yaml.safe_load(text)
        assert len(text.partition("\nproject:")[2].splitlines()) < LINES
        assert files_of(again) == files_of(answers)
