"""What editors use on their own machine: a skeleton for a new post, and the preview."""
