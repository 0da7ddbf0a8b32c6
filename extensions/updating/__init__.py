"""What follows an update, in the project itself: what Copier's merge leaves to be done."""
