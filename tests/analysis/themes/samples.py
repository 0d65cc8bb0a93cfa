"""Texts written for the tests: three subjects, and letters with changes of their senders' own."""

import numpy as np

from analysis.themes.discovery import Text

PARTS = (
    ("the cost", "taxpayers' money", "an expensive budget", "council spending", "public funding"),
    ("private life", "privacy rights", "being watched", "constant surveillance", "personal data kept"),
    ("violent crime", "finding suspects", "wanted criminals", "catching offenders", "knife crime arrests"),
)
OPENINGS = (
    "my concern here",
    "the main point",
    "what matters to neighbours",
    "our experience",
    "an honest answer",
)
LETTER = (
    "Live cameras on the high street change how freely neighbours meet one another in public places. "
    "Before a single van is bought the force ought to publish how many wrong alerts were raised last year. "
    "An independent panel with power to stop a deployment is the least that residents deserve in return."
)


def by_subject(number: int, seed: int = 0) -> tuple[list[Text], list[int]]:
    """Texts about one of three subjects each, and the subjects."""
    random = np.random.default_rng(seed)
    subjects = [int(subject) for subject in random.integers(3, size=number)]
    texts = []
    for place, subject in enumerate(subjects):
        first, second = random.choice(PARTS[subject], 2, replace=False)
        texts.append((100 + place, f"{random.choice(OPENINGS).capitalize()} is {first}, and {second} too."))
    return texts, subjects


def unlike(number: int, seed: int = 1) -> list[str]:
    """Texts of made-up words that have no three words in a row in common."""
    random = np.random.default_rng(seed)
    words = np.array(
        [
            f"{chr(97 + a)}{chr(97 + b)}on{chr(97 + c)}"
            for a in range(20)
            for b in range(20)
            for c in range(20)
        ]
    )
    return [" ".join(random.choice(words, 25)) for _ in range(number)]


def variations(letter: str, number: int, seed: int = 2) -> list[str]:
    """A letter as different people send it: with a line added, a sentence less, other order, a word changed."""
    random, own = np.random.default_rng(seed), unlike(number, seed + 1)
    found = []
    for place in range(number):
        sentences = letter.rstrip(".").split(". ")
        change = place % 4
        if change == 0:
            sentences.append(" ".join(own[place].split()[:10]))
        elif change == 1:
            sentences.pop(int(random.integers(len(sentences))))
        elif change == 2:
            random.shuffle(sentences)
        else:
            words = sentences[0].split()
            words[int(random.integers(len(words)))] = "otherwise"
            sentences[0] = " ".join(words)
        found.append(". ".join(sentences).upper() if place % 3 else ". ".join(sentences) + "!")
    return found
