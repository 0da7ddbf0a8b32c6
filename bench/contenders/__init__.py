"""The servers that the written service is compared with, all on the same table."""
