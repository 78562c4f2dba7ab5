"""What every page is made of: frames, components, forms, lists, charts, refusals and help."""
