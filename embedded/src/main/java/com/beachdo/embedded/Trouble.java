package com.beachdo.embedded;

/** What goes wrong at the DigiLocker stand-in with a person who says so. */
enum Trouble {
    NONE("nothing"),
    SLOW("every call takes five seconds"),
    ERROR("the token call fails with 500"),
    DOCUMENT_ERROR("the document call fails with 503"),
    GARBAGE("the token call answers nonsense"),
    DOCUMENT_GARBAGE("the document is nonsense"),
    HUGE("the document never seems to end"),
    REDIRECT("the document is said to be elsewhere"),
    NOT_LINKED("no Aadhaar is linked to the account"),
    SPARSE("the token call tells nothing of the person"),
    OTHER_DOCUMENT("the document is another person's"),
    FORGED("the document is signed by a stranger"),
    ALTERED("the document was changed after it was signed"),
    UNSIGNED("the document is not signed"),
    HMAC("the document's keyed hash is wrong"),
    NO_HMAC("the document comes without its keyed hash"),
    SHA256("nothing; the document is signed with SHA-256"),
    OFFLINE("nothing; the document is of the offline kind"),
    YEAR_ONLY("nothing; the document tells only the year of birth"),
    SHORT_CONSENT("nothing; the consent ends after three seconds");

    private final String title;

    Trouble(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    static Trouble of(String name) {
        for (Trouble trouble : values()) {
            if (trouble.name().equals(name)) {
                return trouble;
            }
        }
        return NONE;
    }
}
