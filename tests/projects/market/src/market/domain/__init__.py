from market.domain.offer import Offer, OfferState
from market.domain.region import Region
from market.domain.stall import Stall, StallKind

__all__ = ["Offer", "OfferState", "Region", "Stall", "StallKind"]
