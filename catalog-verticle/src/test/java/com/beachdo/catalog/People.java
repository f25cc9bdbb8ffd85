package com.beachdo.catalog;

import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.testing.TestSystem;

/** Callers. */
public final class People {
    private People() {}

    public static CallContext seller() {
        return TestSystem.caller(Ids.next().toString(), "BUYER", "SELLER");
    }

    public static CallContext buyer() {
        return TestSystem.caller(Ids.next().toString(), "BUYER");
    }

    public static CallContext staff() {
        return TestSystem.caller(Ids.next().toString(), "BUYER", "MODERATOR");
    }

    public static CallContext admin() {
        return TestSystem.caller(Ids.next().toString(), "BUYER", "ADMIN");
    }

    public static CallContext integrator() {
        return TestSystem.caller(Ids.next().toString(), "BUYER", "INTEGRATOR");
    }

    /** An administrator in a session that showed a second factor. */
    public static CallContext steppedUpAdmin() {
        CallContext admin = admin();
        return admin.withSubject(admin.requireSubject(), admin.roles(), FakeFactors.STEPPED_UP);
    }

    public static CallContext anybody() {
        return CallContext.ANONYMOUS;
    }
}
