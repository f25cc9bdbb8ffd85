package com.beachdo.forum;

import com.beachdo.platform.rpc.CallContext;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who reads or writes: somebody, or nobody in particular.
 *
 * @param seesHeld whether they see what waits for staff: staff, and moderation, which tells them of it
 */
record Caller(@Nullable UUID id, boolean staff, boolean seesHeld) {
    Caller(@Nullable UUID id, boolean staff) {
        this(id, staff, staff);
    }

    static Caller current() {
        CallContext context = CallContext.current();
        String subject = context.subject();
        boolean staff = context.isStaff();
        return new Caller(
                subject == null ? null : UUID.fromString(subject), staff, staff || context.hasRole("SERVICE"));
    }

    /** For methods whose access demands somebody. */
    static UUID signedIn() {
        return UUID.fromString(CallContext.current().requireSubject());
    }
}
