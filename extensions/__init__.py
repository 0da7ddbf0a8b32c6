"""What the template knows: answers become a slice, a slice a plan."""
