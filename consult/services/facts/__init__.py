"""Facts that staff enter for the tests of a proposal, and the scorecard that is made of them."""
