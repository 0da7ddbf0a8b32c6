"""Shared bases of schemas, and envelopes."""

from pathlib import Path

import pytest

from tests.extensions.survey.projects import value

ENVELOPES = {
    "with fields of its parent": (
        "class Plain(BaseModel):\n    code: int\n    data: object\n\n\n"
        "class Typed(Plain, Generic[T]):\n    data: T\n",
        "def one() -> Typed[int]: ...\n",
        ("shop.wrap:Typed", ["code", "data"]),
    ),
    "in newer syntax": (
        "class Typed[T](BaseModel):\n    result: T\n    message: str\n",
        "def one() -> Typed[int]: ...\n",
        ("shop.wrap:Typed", ["result", "message"]),
    ),
    "of an answer": (
        "class Ok(JSONResponse):\n    def __init__(self, data):\n"
        "        super().__init__({'code': 0, 'data': data})\n",
        "def one():\n    return Ok(1)\n",
        ("shop.wrap:Ok", ["code", "data"]),
    ),
}


@pytest.mark.parametrize("case", ENVELOPES)
def test_an_envelope(tmp_path: Path, case: str) -> None:
    wrap, use, expected = ENVELOPES[case]
    files = {"shop/wrap.py": wrap, "shop/a.py": use, "shop/b.py": use}

    response = value(tmp_path, "response", files)

    assert (response["class"], response["fields"]) == expected


ANSWER = """\
class Answer(BaseModel, Generic[T]):
    code: int
    message: str
    data: T | None = None
    trace: str = ""
"""
PASSED = "def one():\n    return Answer[int](code={code}, message={message}, data=1)\n"


def test_what_an_envelope_asks_for(tmp_path: Path) -> None:
    one = PASSED.format(code=0, message="'Orders'")
    two = PASSED.format(code=0, message="'Order'")
    files = {"shop/wrap.py": ANSWER, "shop/a.py": one, "shop/b.py": two}

    response = value(tmp_path, "response", files)

    assert response["required"] == {"code": "0", "message": "'OK'"}
    assert (response["data"], response["generic"]) == ("data", True)


def test_what_an_answer_is_made_with(tmp_path: Path) -> None:
    wrap = "class Ok(JSONResponse):\n    def __init__(self, data, code, *, text='a'):\n"
    wrap += "        super().__init__({'data': data, 'code': code})\n"
    use = "def one():\n    return Ok(1, code='ok')\n"
    files = {"shop/wrap.py": wrap, "shop/a.py": use, "shop/b.py": use}

    response = value(tmp_path, "response", files)

    assert response["required"] == {"code": "'ok'"}
    assert response["generic"] is False


def test_a_page_is_no_envelope(tmp_path: Path) -> None:
    wrap = "class Page(BaseModel, Generic[T]):\n    data: list[T]\n    total: int\n"
    files = {"shop/wrap.py": wrap, "shop/a.py": "def one() -> Page[int]: ...\n"}

    assert value(tmp_path, "response.kind", files) == "direct"


def test_a_model_of_tortoise_is_no_schema(tmp_path: Path) -> None:
    text = (
        "from shop.base import BaseModel\n\n\nclass User(BaseModel):\n    a = x()\n\n\n"
    )
    files = {"shop/users.py": f"{text}class Admin(User):\n    pass\n"}

    assert value(tmp_path, "schemas_base", files) is None


def test_a_base_of_few_is_not_shared(tmp_path: Path) -> None:
    text = "class Few(BaseModel):\n    pass\n\n\nclass One(Few):\n    a: int\n"
    plain = "".join(f"\n\nclass A{n}(BaseModel):\n    a: int\n" for n in range(9))

    assert value(tmp_path, "schemas_base", {"shop/a.py": text + plain}) is None


def test_a_class_that_few_routes_answer_with_is_no_envelope(tmp_path: Path) -> None:
    plain = "".join(
        f"\n\n@router.get('/{n}', response_model=int)\ndef plain_{n}(): ...\n"
        for n in range(3)
    )
    wrapped = "@router.get('/x', response_model=Answer[int])\ndef wrapped(): ...\n"
    files = {"shop/wrap.py": ANSWER, "shop/a.py": f"{wrapped}{plain}"}

    assert value(tmp_path, "response.kind", files) == "direct"
    assert value(tmp_path, "response.kind", {"shop/a.py": wrapped}) == "envelope"
