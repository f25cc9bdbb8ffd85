package com.beachdo.identity.provider;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What the provider answered to one call.
 *
 * @param hmac the keyed hash that came with it; null for none
 */
public record ProviderReply(int status, Buffer body, @Nullable String hmac) {
    public boolean isGood() {
        return status == 200;
    }

    /** The provider's trouble rather than ours or the person's. */
    public boolean isRetryable() {
        return status >= 500 || status == 429;
    }

    /** Without the content. */
    @Override
    public String toString() {
        return "ProviderReply[" + status + "]";
    }
}
