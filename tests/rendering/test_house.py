"""What a fork changes in `house/` comes before what the template has."""

from pathlib import Path

import pytest

from tests.conftest import VERSION, release, run_copy, working_tree

PART = '''

@router.delete("{{ route.below }}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_{{ slice.name.snake }}() -> None:
    """As the house deletes {{ slice.name.a }}."""
'''


@pytest.mark.slow
def test_a_part_of_the_house_replaces_the_one_of_the_same_path(tmp_path: Path) -> None:
    fork = working_tree(tmp_path / "fork")
    part = fork / "house" / "parts" / "router" / "delete.jinja"
    part.parent.mkdir(parents=True)
    part.write_text(PART)
    release(fork, VERSION)

    service = run_copy(fork, tmp_path / "shop", resource="product")

    router = (service / "src/shop/products/router.py").read_text("utf-8")
    assert '"""As the house deletes a product."""' in router
    assert '"""Delete a product."""' not in router
    assert '"""Get a product."""' in router
