package com.beachdo.identity;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account about to be made.
 *
 * @param proven whether e-mail and phone are known to be the owner's
 * @param loginTag tells it from others that claim the same address
 */
record NewAccount(
        UUID id,
        String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String passwordHash,
        List<String> roles,
        boolean proven,
        @Nullable Buffer loginTag) {
    /** One whose contacts are known to be the owner's. */
    static NewAccount proven(
            UUID id,
            String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String passwordHash,
            List<String> roles) {
        return new NewAccount(id, name, email, phone, passwordHash, roles, true, null);
    }
}
