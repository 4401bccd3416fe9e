"""Documents a plan names, and which posts explain them."""
