"""The few words that everything which shows figures shares."""

STATES = ("support", "oppose", "neither")
"""The three shares that stand together; "neither" is neither or unsure."""

STATE_LABELS = {"support": "Support", "oppose": "Oppose", "neither": "Neither or unsure"}

CHANCE_PANEL = "chance_panel"
CHOSEN = ("random_invitation", CHANCE_PANEL)
"""The ways of being reached that a finding about residents can come from: people were drawn by lot. Panels that
people joined by themselves are not among them.
"""

CHOSE = "chose"
"""All other ways together: these people chose to reply, and stand for nobody but themselves."""

MOST_PACE = 10
"""Seconds for each answered question of a reply; slower ones are not told apart."""

MOST_CROWD, CROWD_STEP = 100, 10
"""Replies begun from one network in an hour, before one of them: told in tens, and no more are told apart."""

BURST_TIMES = 10
"""How many times as many replies as in the usual hour of a way make a burst."""

HIDDEN = "hidden"
"""What stands for a figure that may not be shown: there are too few replies, or others could be worked out from it."""
