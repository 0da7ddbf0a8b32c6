"""What Copier runs once it has written: its tasks, and the migrations of an update."""
