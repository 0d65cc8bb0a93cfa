"""What the answers mean: tables of counts, the population they are compared with, estimates and findings."""
