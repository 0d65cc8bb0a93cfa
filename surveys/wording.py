"""Every fixed sentence that the questions themselves say, by language."""

from collections.abc import Mapping

from surveys.reading.reader import DEFAULT_LANGUAGE

SENTENCES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "yes": "Yes",
        "no": "No",
        "or": " or ",
        "unknown": "Not known",
        "dont_know": "Don’t know",
        "strongly_support": "Strongly support",
        "tend_support": "Tend to support",
        "neither": "Neither support nor oppose",
        "tend_oppose": "Tend to oppose",
        "strongly_oppose": "Strongly oppose",
        "outside": "Outside this area",
        "no_fixed_address": "No fixed address",
        "select_one": "Select an answer",
        "select_any": "Select at least one answer",
        "select_listed": "Select one of the answers shown",
        "select_row": "Select an answer for “{row}”",
        "select_exclusive": "Select either “{option}” on its own, or any of the other answers",
        "select_at_most": "Select {most} answers or fewer: you have selected {picked}",
        "select_at_least": "Select at least {least} answers",
        "select_all": "Select all that apply",
        "select_up_to": "Select up to {most}",
        "select_exactly": "Select exactly {most}",
        "select_between": "Select from {least} to {most}",
        "select_or_more": "Select {least} or more",
        "rank_any": "Give at least one rank",
        "rank_listed": "Select a rank from 1 to {last}, or leave it blank",
        "rank_tie": "Give each rank only once: you have used {rank} more than once",
        "rank_gap": "Use the ranks in order, starting with 1: you have not used {rank}",
        "rank_or": "Give ranks or select “{option}”, not both",
        "number_needed": "Enter a number",
        "number_form": "Enter a number, like {example}",
        "number_meant": "Did you mean {numbers}? Use a point before decimals, and a comma only in thousands",
        "number_whole": "Enter a whole number, like {example}",
        "number_step": "Enter a number in steps of {step}, like {example}",
        "number_range": "Enter a number from {low} to {high}",
        "number_or": "Enter a number or select “{option}”, not both",
        "date_needed": "Enter a date",
        "date_part": "Your date must include a {part}",
        "date_real": "Enter a real date, like 27 3 2026",
        "date_range": "Your date must be between {low} and {high}",
        "day": "Day",
        "month": "Month",
        "year": "Year",
        "text_needed": "Enter your answer",
        "text_length": "Your answer must be {maximum} characters or fewer: it has {length}",
        "place_needed": "Enter a postcode or select a district",
        "place_unknown": "We do not recognise this postcode. Check it, or clear it and select your district instead",
        "place_or": "This postcode is in “{found}”, you selected “{picked}”. Select “{found}”, or clear the postcode",
        "place_listed": "Select one of the districts shown",
        "postcode": "Postcode",
        "district": "District",
        "band": "{low} to {high}",
        "rank": "Rank {rank}",
        "page_of": "{part}, page {page} of {pages}",
        "page_of_range": "{part}, page {page} of {least} to {pages}",
        "months": "January February March April May June July August September October November December",
    },
}


def say(language: str, key: str, **parts: object) -> str:
    """Give a sentence in a language, in English where there is no translation yet."""
    sentences = SENTENCES.get(language, {})
    sentence = sentences.get(key) or SENTENCES[DEFAULT_LANGUAGE][key]
    return sentence.format(**parts)
