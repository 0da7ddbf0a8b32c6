"""Copies as pytest-copier makes them: of a tagged template, with answers as data."""

from pathlib import Path

import pytest
import yaml
from pytest_copier.plugin import CopierFixture

from tools.rendering import PARTS


@pytest.fixture(scope="session")
def copier_template_paths() -> list[str]:
    """What the template consists of: no environment, no examples."""
    return list(PARTS)


@pytest.mark.slow
def test_a_resource_is_all_that_has_to_be_said(
    copier: CopierFixture,
    tmp_path: Path,
) -> None:
    project = copier.copy(tmp_path / "shop", resource="product")

    recorded = yaml.safe_load((project / ".copier-answers.products.yml").read_text())
    assert recorded["resource"] == "product"
    assert (project / "src/shop/products/router.py").is_file()


@pytest.mark.slow
def test_layers_and_an_open_service_are_answers(
    copier: CopierFixture,
    tmp_path: Path,
) -> None:
    answers = {"resource": "note", "layout": "layered", "auth": "none"}
    project = copier.copy(tmp_path / "shop", **answers)

    assert (project / "src/shop/routers/note.py").is_file()
    assert not (project / "src/shop/auth").exists()


def test_a_declined_plan_leaves_no_folder(
    copier: CopierFixture,
    tmp_path: Path,
) -> None:
    with pytest.raises(Exception, match=r"Plan declined; nothing was written\."):
        copier.copy(tmp_path / "shop", resource="product", approve=False)

    assert not (tmp_path / "shop").exists()
