from tests.surveys.examples import ask, make_question, sentences_of, wrap

FACT = {
    "title": "More",
    "body": "Read on.",
    "updated": "2026-11-22",
    "sources": [{"title": "A report", "url": "https://example.org/report"}, {"title": "A book"}],
}


def test_a_page_of_information_asks_nothing() -> None:
    question = make_question("information")
    assert not question.asks
    assert (question.fields(), question.variables(), question.answer({})) == ({}, (), None)


def test_facts_carry_their_date_and_sources() -> None:
    (fact,) = make_question("information", help=[FACT]).help
    assert (fact.title, fact.updated) == ("More", "2026-11-22")
    assert [source.url for source in fact.sources] == ["https://example.org/report", ""]


def test_it_cannot_be_required() -> None:
    sentence = "A page of information cannot be required: there is nothing to answer."
    assert sentences_of(wrap(ask("information", required=True))) == [sentence]


def test_addresses_that_could_run_code_are_refused() -> None:
    for url in ("javascript:alert(1)", "//example.org", "/\\example.org", "data:text/html,x", "example.org"):
        document = wrap(ask("information", help=[FACT | {"sources": [{"title": "A", "url": url}]}]))
        assert sentences_of(document) == ["“url” must begin with https://, http:// or /."]
