package com.beachdo.identity.oidc;

/** The provider did not stand for anybody. */
public final class OidcFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean away;

    private OidcFailure(String why, boolean away) {
        super(why, null, false, false);
        this.away = away;
    }

    static OidcFailure away(String why) {
        return new OidcFailure(why, true);
    }

    static OidcFailure refused(String why) {
        return new OidcFailure(why, false);
    }

    /** Whether it did not answer, rather than refuse. */
    public boolean isAway() {
        return away;
    }
}
