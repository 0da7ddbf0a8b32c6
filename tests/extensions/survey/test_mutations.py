"""Whatever stands in the files of a project, it is surveyed."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from extensions.survey.report import report
from extensions.survey.survey import Survey
from tests.extensions.survey.projects import APP, written

TEXTS = {
    "shop/models.py": """
        class Base(DeclarativeBase):
            type_annotation_map = {str: String(30)}


        class Status(StrEnum):
            OPEN = auto()


        class Order(Base):
            __tablename__ = "orders"
            __table_args__ = (UniqueConstraint("name"), {"schema": "shop"})
            id: Mapped[int] = mapped_column(primary_key=True)
            name: Mapped[Annotated[str, mapped_column(String(9), default="x")]]
            state: Mapped[Status | None] = mapped_column(Enum(Status))
            owner_id = Column(ForeignKey("users.id", ondelete="CASCADE"))
            price: Decimal = Field(max_digits=8, sa_column=Column(Numeric(8, 2)))
            place: Mapped[Place] = composite(mapped_column("lat"))
    """,
    "shop/api.py": """
        Db = Annotated[AsyncSession, Depends(get_db)]
        router = APIRouter(prefix="/orders")


        async def get_db() -> AsyncIterator[AsyncSession]:
            async with made() as session, session.begin():
                yield session


        @router.get("/")
        async def read(db: Db, user: User = Depends(current_user)) -> Answer[int]:
            return Answer[int](code=1, data=await db.get(1))
    """,
    "tests/conftest.py": """
        @pytest.fixture(name="client", autouse=True)
        async def make(session) -> AsyncIterator[AsyncClient]:
            app.dependency_overrides[get_db] = lambda: session
    """,
    "alembic/env.py": "from shop.models import Base\nfor x in glob('*'): ...\n",
}
TOKENS = re.compile(r"\w+|\s+|[^\w\s]")
WORDS = [
    "(",
    ")",
    "[",
    "]",
    ":",
    "=",
    ",",
    "*",
    "...",
    "None",
    "Mapped",
    "Depends",
    "''",
]

changes = st.lists(
    st.tuples(st.integers(0, 999), st.sampled_from(["", *WORDS])), max_size=6
)


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(list(TEXTS)), changes, min_size=1))
def test_a_survey_never_fails(changed: dict[str, list[tuple[int, str]]]) -> None:
    files = {name: mutated(TEXTS[name], changed.get(name, [])) for name in TEXTS}

    with TemporaryDirectory() as folder:
        survey = Survey.of(written(Path(folder), {"shop/main.py": APP, **files}))

        assert report(survey).startswith("name:")


def mutated(text: str, changes: list[tuple[int, str]]) -> str:
    """The text with some of its tokens replaced, or taken away."""
    tokens = TOKENS.findall(text)
    for place, word in changes:
        tokens[place % len(tokens)] = word
    return "".join(tokens)
