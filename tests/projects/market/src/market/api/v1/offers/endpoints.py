from uuid import UUID

from fastapi import APIRouter, HTTPException
from sqlalchemy import select

from market.api.envelope import Envelope
from market.api.v1.offers.schemas import OfferCreate, OfferResponse
from market.domain import Offer, OfferState
from market.infrastructure.database import DbSession
from market.infrastructure.identity import CurrentPrincipal

router = APIRouter()


@router.get("")
def list_offers(
    session: DbSession, principal: CurrentPrincipal
) -> Envelope[list[OfferResponse]]:
    offers = session.scalars(select(Offer).order_by(Offer.price, Offer.id)).all()
    data = [OfferResponse.model_validate(offer) for offer in offers]
    return Envelope(data=data, meta={"count": len(data)})


@router.post("", status_code=201)
def create_offer(
    body: OfferCreate, session: DbSession, principal: CurrentPrincipal
) -> Envelope[OfferResponse]:
    if "seller" not in principal.roles:
        raise HTTPException(403, "Only sellers offer")
    offer = Offer(**body.model_dump())
    session.add(offer)
    session.flush()
    return Envelope(data=OfferResponse.model_validate(offer))


@router.post("/{offer_id}/sale")
def sell_offer(
    offer_id: UUID, session: DbSession, principal: CurrentPrincipal
) -> Envelope[OfferResponse]:
    offer = session.get(Offer, offer_id, with_for_update=True)
    if offer is None:
        raise HTTPException(404, "No such offer")
    if offer.state is OfferState.SOLD:
        raise HTTPException(409, "It is sold already")
    offer.state = OfferState.SOLD
    session.flush()
    return Envelope(data=OfferResponse.model_validate(offer))
