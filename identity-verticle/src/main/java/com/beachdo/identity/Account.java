package com.beachdo.identity;

import com.beachdo.identity.v1.PublicUser;
import com.beachdo.identity.v1.Role;
import com.beachdo.identity.v1.User;
import com.beachdo.identity.v1.UserChanged;
import com.beachdo.identity.v1.UserStatus;
import com.google.protobuf.Timestamp;
import io.vertx.sqlclient.Row;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may sign in.
 *
 * @param email normalised
 * @param phone E.164
 * @param verified identity proven through KYC, under the name that the account has now
 * @param verifiedUntil when the proof runs out; null for never
 * @param language of mails
 * @param eraseAt when it is to be erased
 * @param showPhone whether signed-in people who ask at a listing are shown the phone
 */
record Account(
        UUID id,
        String name,
        @Nullable String email,
        boolean emailVerified,
        @Nullable String phone,
        boolean phoneVerified,
        List<String> roles,
        Status status,
        boolean verified,
        @Nullable OffsetDateTime verifiedUntil,
        long version,
        OffsetDateTime createdAt,
        String language,
        @Nullable OffsetDateTime eraseAt,
        boolean showPhone) {
    static final String COLUMNS = "account_id, name, email, email_verified, phone, phone_verified, roles, status,"
            + " (verified AND coalesce(verified_until > now(), true)"
            + " AND coalesce(lower(verified_name) = lower(name), true)) AS verified,"
            + " verified_until, version, created_at, language, erase_at, show_phone";

    /** Whether the account may be used. */
    enum Status {
        ACTIVE,
        SUSPENDED,
        BANNED,
        DELETED
    }

    static Account of(Row row) {
        return new Account(
                row.getUUID("account_id"),
                row.getString("name"),
                row.getString("email"),
                row.getBoolean("email_verified"),
                row.getString("phone"),
                row.getBoolean("phone_verified"),
                List.of(row.getArrayOfStrings("roles")),
                Status.valueOf(row.getString("status")),
                row.getBoolean("verified"),
                row.getOffsetDateTime("verified_until"),
                row.getLong("version"),
                row.getOffsetDateTime("created_at"),
                row.getString("language"),
                row.getOffsetDateTime("erase_at"),
                row.getBoolean("show_phone"));
    }

    boolean mayBeReached() {
        return emailVerified || phoneVerified;
    }

    boolean isReachableByPhone() {
        return showPhone && phoneVerified && phone != null && status == Status.ACTIVE;
    }

    /** As its owner sees it. */
    User toUser() {
        User.Builder user = User.newBuilder()
                .setId(id.toString())
                .setName(name)
                .setEmailVerified(emailVerified)
                .setPhoneVerified(phoneVerified)
                .setStatus(UserStatus.valueOf("USER_STATUS_" + status))
                .setCreatedAt(timestamp(createdAt))
                .setVersion(version)
                .setLanguage(language)
                .setShowPhone(showPhone);
        roles.forEach(role -> user.addRoles(Role.valueOf("ROLE_" + role)));
        if (email != null) {
            user.setEmail(email);
        }
        if (phone != null) {
            user.setPhone(phone);
        }
        if (eraseAt != null) {
            user.setEraseAt(timestamp(eraseAt));
        }
        return user.build();
    }

    /** As staff sees it. */
    User toMaskedUser() {
        User.Builder user = toUser().toBuilder();
        if (email != null) {
            user.setEmail(masked(email, 1, email.length() - Math.max(email.lastIndexOf('@'), 1)));
        }
        if (phone != null) {
            user.setPhone(masked(phone, 3, 2));
        }
        return user.build();
    }

    /** With some characters of its beginning and its end. */
    private static String masked(String text, int first, int last) {
        return text.substring(0, Math.min(first, text.length()))
                + "•••"
                + text.substring(Math.max(text.length() - last, Math.min(first, text.length())));
    }

    /** As everybody sees it. */
    PublicUser toPublicUser() {
        return PublicUser.newBuilder()
                .setId(id.toString())
                .setName(name)
                .setSince(timestamp(createdAt))
                .setVerified(verified)
                .setEmailVerified(emailVerified)
                .setPhoneVerified(phoneVerified)
                .build();
    }

    UserChanged changed() {
        return UserChanged.newBuilder()
                .setUserId(id.toString())
                .setName(name)
                .setVerified(verified)
                .setSince(createdAt.toEpochSecond())
                .setVerifiedUntil(verifiedUntil == null ? 0 : verifiedUntil.toEpochSecond())
                .build();
    }

    static Timestamp timestamp(OffsetDateTime time) {
        return Timestamp.newBuilder()
                .setSeconds(time.toEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
