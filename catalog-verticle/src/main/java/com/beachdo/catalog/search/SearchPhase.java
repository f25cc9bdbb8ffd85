package com.beachdo.catalog.search;

/** Where a text is looked for. By relevance, what has it in the title comes before what has it elsewhere. */
enum SearchPhase {
    /** There is no text. */
    NONE(""),
    ANYWHERE("l.document @@ (SELECT websearch_to_tsquery('listing_text', ?))"),
    TITLE("l.title_document @@ (SELECT websearch_to_tsquery('listing_text', ?))"),
    ELSEWHERE("l.document @@ (SELECT websearch_to_tsquery('listing_text', ?)) "
            + "AND NOT l.title_document @@ (SELECT websearch_to_tsquery('listing_text', ?))");

    private final String condition;

    SearchPhase(String condition) {
        this.condition = condition;
    }

    String condition() {
        return condition;
    }
}
