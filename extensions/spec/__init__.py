"""The spec: answers become names and fields, or one `Problem` that says why not."""
