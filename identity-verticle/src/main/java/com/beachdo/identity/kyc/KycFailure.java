package com.beachdo.identity.kyc;

/** Why a run did not prove an identity. Its message is a reason of the contract and says nothing of the person. */
final class KycFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String reason;
    private final boolean resumable;

    private KycFailure(String reason, boolean resumable, String detail) {
        super(reason + (detail.isEmpty() ? "" : ": " + detail), null, false, false);
        this.reason = reason;
        this.resumable = resumable;
    }

    /** For the person to act on, or final. */
    static KycFailure because(String reason) {
        return new KycFailure(reason, false, "");
    }

    static KycFailure notGenuine(String detail) {
        return new KycFailure("document_not_genuine", false, detail);
    }

    /** Nothing is known of the person: the attempt can be gone on with. */
    static KycFailure unavailable(String detail) {
        return new KycFailure("provider_unavailable", true, detail);
    }

    String reason() {
        return reason;
    }

    boolean isResumable() {
        return resumable;
    }
}
