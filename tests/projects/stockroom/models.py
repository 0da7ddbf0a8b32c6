from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Enum,
    ForeignKey,
    Integer,
    Numeric,
    String,
    Text,
    func,
)
from sqlalchemy.orm import relationship

from database import Base


class Item(Base):
    __tablename__ = "items"

    id = Column(Integer, primary_key=True, index=True)
    name = Column(String(100), nullable=False, index=True)
    description = Column(Text)
    quantity = Column(Integer, nullable=False, default=0)
    price = Column(Numeric(10, 2), nullable=False)
    shelf_code = Column(String(8), ForeignKey("shelves.code"))

    shelf = relationship("Shelf", back_populates="items")


class Shelf(Base):
    __tablename__ = "shelves"

    code = Column(String(8), primary_key=True)
    label = Column(String(60), nullable=False, unique=True)
    is_cold = Column(Boolean, nullable=False, default=False)

    items = relationship("Item", back_populates="shelf")


class Supplier(Base):
    __tablename__ = "suppliers"

    id = Column(Integer, primary_key=True, index=True)
    name = Column(String(120), nullable=False)
    email = Column(String(254), unique=True)
    rating = Column(
        Enum("gold", "silver", "none", name="supplier_rating"),
        nullable=False,
        default="none",
    )
    customer_since = Column(Date)
    created_at = Column(DateTime(timezone=True), server_default=func.now())

    deliveries = relationship("Delivery", back_populates="supplier")


class Delivery(Base):
    __tablename__ = "deliveries"

    id = Column(Integer, primary_key=True, index=True)
    reference = Column(String(30), nullable=False, unique=True)
    arrived_on = Column(Date, nullable=False)
    supplier_id = Column(Integer, ForeignKey("suppliers.id"), nullable=False)

    supplier = relationship("Supplier", back_populates="deliveries")
