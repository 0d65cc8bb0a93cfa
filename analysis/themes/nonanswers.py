"""Texts that name no reason of their own: counted, set aside from the search, never dropped."""

import re

NOTHING = "nothing to add"
UNKNOWN = "does not know"
ELSEWHERE = "points to another answer"
SILENT = "gives no answer"
ONLY = "only says yes, fine or the like"
NO_WORDS = "has no words"

# What often follows and changes nothing: "nothing else that I can think of at the moment, thanks".
_AND_SO_ON = (
    r"(?: (?:thanks?(?: you)?|really|at all|to (?:add|say|report|suggest|comment|declare|improve)|else|further|"
    r"more|that i (?:can think of|know(?: of)?)|(?:comes?|springs) to mind|at (?:the moment|present|this time)|"
    r"i can think of|please|sorry|from me|for now|so far|as yet|yet))*"
)
_BACKWARDS = (
    r"(?: (?:my|the|in|to|above|previous|earlier|last|other|answers?|comments?|questions?|before|responses?|"
    r"stated|said|q ?\d+|per|as|already))*"
)
_REFERS = r"see|refer to|as (?:in|per|stated|said|mentioned|before|above)|same as|ditto|same"
_ALREADY = r"(?:already|previously) (?:answered|said|stated|mentioned)"
_UNANSWERED = (
    r"did ?(?:not|nt) answer|no (?:answer|response|reply|reason(?: given)?)|"
    r"not (?:answered|applicable|stated|given)|n ?a|left blank|blank|prefer not to (?:say|answer)|"
    r"would rather not say|unable to (?:answer|comment)|can(?: ?no)?t (?:answer|comment|say)|test|asdf\w*|"
    r"qwerty\w*|x+|tbc|tba|refused?"
)
_UNSURE = (
    r"(?:am )?not (?:really |too )?sure|do ?(?:not|nt) know|dunno|no idea|unsure|unknown|dk|undecided|no opinion|"
    r"can ?(?:not|t) (?:say|think of any(?:thing)?)"
)
_NOTHING = (
    r"no|non|none|nil|nope|nothing|nothing (?:really|much)|not (?:really|much)|"
    r"no(?:thing)? (?:further |other |additional )?(?:comments?|more|else|complaints?|suggestions?|improvements?)|"
    r"no nothing|nowt"
)
_BARE = r"yes|yeah|yep|ok|okay|fine|good|as is|maybe|perhaps|possibly|all|everything|anything"

_KINDS = {
    ELSEWHERE: re.compile(rf"(?:please )?(?:{_REFERS}|{_ALREADY}){_BACKWARDS}"),
    SILENT: re.compile(_UNANSWERED),
    UNKNOWN: re.compile(rf"(?:i )?(?:{_UNSURE}){_AND_SO_ON}"),
    NOTHING: re.compile(rf"(?:{_NOTHING}){_AND_SO_ON}"),
    ONLY: re.compile(_BARE),
}
_NO_SIGN = re.compile(r"[^\w\s]|_")
_LETTER = re.compile(r"[^\W\d_]")
_VOWEL = re.compile(r"[aeiouy]")
_MASHED = 4


def kind_of(text: str) -> str:
    """The kind of non-answer a text is, "" if it says something."""
    plain = " ".join(_NO_SIGN.sub(" ", text.casefold().replace("’", "").replace("'", "")).split())
    found = next((kind for kind, rule in _KINDS.items() if rule.fullmatch(plain)), "")
    return found or (NO_WORDS if not _LETTER.search(plain) or _is_mashed(plain) else "")


def _is_mashed(plain: str) -> bool:
    """Whether somebody only pressed keys: Latin letters of two kinds, or none of them a vowel."""
    letters = [sign for sign in plain if sign.isalpha()]
    if len(letters) < _MASHED or not all(sign.isascii() for sign in letters):
        return False
    return len(set(letters)) <= 2 or not _VOWEL.search("".join(letters))
