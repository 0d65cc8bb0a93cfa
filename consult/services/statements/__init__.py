"""What people wrote: read, published or held back, searched for themes."""
