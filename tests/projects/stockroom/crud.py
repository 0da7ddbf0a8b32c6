from sqlalchemy.orm import Session

import models
import schemas


def get_items(db: Session, skip: int = 0, limit: int = 100):
    return (
        db.query(models.Item).order_by(models.Item.id).offset(skip).limit(limit).all()
    )


def get_item(db: Session, item_id: int):
    return db.query(models.Item).filter(models.Item.id == item_id).first()


def create_item(db: Session, item: schemas.ItemCreate):
    db_item = models.Item(**item.model_dump())
    db.add(db_item)
    db.commit()
    db.refresh(db_item)
    return db_item


def delete_item(db: Session, db_item: models.Item):
    db.delete(db_item)
    db.commit()
