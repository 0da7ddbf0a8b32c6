"""What a fork changes in `house/` comes before what the template has."""

from pathlib import Path

import pytest

from tests.conftest import VERSION, release, run_copy, working_tree

ROUTER = '''\
{% extends "upstream/parts/router.py.jinja" %}
{% block delete %}

@router.delete(
    "{{ slice.route["delete"].below }}",
    status_code=status.HTTP_204_NO_CONTENT,
    {% call guards("delete") %}Depends(audited){% endcall %}
)
async def {{ function.delete }}() -> None:
    """As the house deletes {{ slice.name.a }}."""
{% endblock %}
'''


@pytest.mark.slow
def test_a_house_fills_a_single_block(tmp_path: Path) -> None:
    fork = working_tree(tmp_path / "fork")
    part = fork / "house" / "parts" / "router.py.jinja"
    part.parent.mkdir(parents=True)
    part.write_text(ROUTER)
    release(fork, VERSION)

    service = run_copy(fork, tmp_path / "shop", resource="product")

    router = (service / "src/shop/products/router.py").read_text("utf-8")
    assert '"""As the house deletes a product."""' in router
    assert '"""Delete a product."""' not in router
    assert '"""Get a product."""' in router
    assert "dependencies=[Depends(audited)]," in router
