package com.beachdo.identity;

import com.beachdo.identity.mail.MailTexts;
import com.beachdo.identity.v1.UpdateMeRequest;
import com.beachdo.platform.rpc.RpcException;
import org.jspecify.annotations.Nullable;

/** What somebody wants to change of their own account; null leaves what there is. */
record ProfileChange(
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String language,
        @Nullable Boolean showPhone,
        @Nullable String currentPassword,
        long expectedVersion) {
    static final long ANY_VERSION = -1;

    static ProfileChange of(UpdateMeRequest request) {
        return new ProfileChange(
                request.hasName() ? Contacts.name(request.getName()) : null,
                request.hasEmail() ? Contacts.email(request.getEmail()) : null,
                request.hasPhone() ? Contacts.phone(request.getPhone(), "account.phone_unsupported") : null,
                request.hasLanguage() ? language(request.getLanguage()) : null,
                request.hasShowPhone() ? request.getShowPhone() : null,
                request.hasCurrentPassword() ? request.getCurrentPassword() : null,
                request.hasExpectedVersion() ? request.getExpectedVersion() : ANY_VERSION);
    }

    /** Whether the caller has to prove who they are once more. */
    boolean needsProof() {
        return email != null || phone != null;
    }

    private static String language(String given) {
        if (!MailTexts.LANGUAGES.contains(given)) {
            throw RpcException.invalid("account.language_unsupported", "/language", "must be en or hi");
        }
        return given;
    }

    @Override
    public String toString() {
        return "ProfileChange[hidden]";
    }
}
