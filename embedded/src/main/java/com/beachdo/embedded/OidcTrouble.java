package com.beachdo.embedded;

/** What the OpenID provider's stand-in does wrong when it is told to. */
enum OidcTrouble {
    NONE("nothing"),
    UNVERIFIED_EMAIL("the address is not verified"),
    ERROR("the provider fails"),
    WRONG_NONCE("another attempt's nonce"),
    NO_NONCE("no nonce"),
    WRONG_AUDIENCE("for another client"),
    TWO_AUDIENCES("for another client too, which asked"),
    WRONG_ISSUER("by another issuer"),
    EXPIRED("expired"),
    FUTURE("from the future"),
    NO_SUBJECT("names nobody"),
    ALG_NONE("unsigned"),
    HS256("signed with the public key as a secret"),
    OTHER_KEY("signed by another key of that name"),
    UNKNOWN_KEY("signed by a key that is not published");

    private final String title;

    OidcTrouble(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
