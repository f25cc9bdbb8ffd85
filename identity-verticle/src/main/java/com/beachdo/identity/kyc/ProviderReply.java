package com.beachdo.identity.kyc;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What the provider answered to one call.
 *
 * @param hmac the keyed hash that came with it; null for none
 */
record ProviderReply(int status, Buffer body, @Nullable String hmac) {
    boolean isGood() {
        return status == 200;
    }

    /** The provider's trouble rather than ours or the person's. */
    boolean isRetryable() {
        return status >= 500 || status == 429;
    }

    /** Without the content. */
    @Override
    public String toString() {
        return "ProviderReply[" + status + "]";
    }
}
