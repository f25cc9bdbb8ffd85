package com.beachdo.identity;

import static com.beachdo.identity.IdentitySystem.failure;
import static com.beachdo.identity.IdentitySystem.newEmail;
import static com.beachdo.identity.IdentitySystem.session;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.identity.v1.ListRoleRequestsReply;
import com.beachdo.identity.v1.ListRoleRequestsRequest;
import com.beachdo.identity.v1.Role;
import com.beachdo.identity.v1.RoleRequest;
import com.beachdo.identity.v1.RoleRequestRequest;
import com.beachdo.identity.v1.SetRolesReply;
import com.beachdo.identity.v1.SetRolesRequest;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.identity.v1.Users;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoleRequestsIT {
    private static IdentitySystem identity;
    private static CallContext asker;
    private static CallContext second;

    @BeforeAll
    static void start() {
        identity = IdentitySystem.start();
        asker = identity.steppedUp(TestSystem.caller(UUID.randomUUID().toString(), "BUYER", "ADMIN"));
        second = identity.steppedUp(TestSystem.caller(UUID.randomUUID().toString(), "BUYER", "ADMIN"));
    }

    @AfterAll
    static void stop() {
        identity.close();
    }

    private static CallContext unproven() {
        CallContext admin = TestSystem.caller(UUID.randomUUID().toString(), "BUYER", "ADMIN");
        return admin.withSubject(
                admin.requireSubject(), admin.roles(), UUID.randomUUID().toString());
    }

    @CanIgnoreReturnValue
    private static SetRolesReply ask(Transport transport, CallContext admin, String user, Role role) {
        return identity.call(
                Users.class,
                transport,
                admin,
                users -> users.setRoles(SetRolesRequest.newBuilder()
                        .setUserId(user)
                        .addRoles(role)
                        .build()));
    }

    private static ListRoleRequestsReply list(Transport transport, int limit, String cursor) {
        ListRoleRequestsRequest.Builder request =
                ListRoleRequestsRequest.newBuilder().setLimit(limit);
        ListRoleRequestsRequest page = (cursor.isEmpty() ? request : request.setCursor(cursor)).build();
        return identity.call(Users.class, transport, asker, users -> users.listRoleRequests(page));
    }

    private static RoleRequest waiting(Transport transport, String user) {
        return list(transport, 100, "").getItemsList().stream()
                .filter(one -> one.getUserId().equals(user))
                .findFirst()
                .orElseThrow();
    }

    private static RoleRequestRequest named(RoleRequest request) {
        return RoleRequestRequest.newBuilder().setRequestId(request.getId()).build();
    }

    private static SetRolesReply approve(Transport transport, CallContext admin, RoleRequest request) {
        return identity.call(Users.class, transport, admin, users -> users.approveRoleRequest(named(request)));
    }

    private static String code(Transport transport, CallContext admin, RoleRequest request) {
        return failure(() -> approve(transport, admin, request)).code();
    }

    @ParameterizedTest
    @EnumSource
    void aSecondAdministratorSeesWhatWaitsAndApprovesIt(Transport transport) {
        SignedIn signedIn = identity.register(transport, newEmail());
        String user = signedIn.getUser().getId();
        ask(transport, asker, user, Role.ROLE_MODERATOR);

        RoleRequest request = waiting(transport, user);
        assertThat(request.getAskedBy()).isEqualTo(asker.subject());
        assertThat(request.getRolesList()).containsExactly(Role.ROLE_BUYER, Role.ROLE_MODERATOR);
        assertThat(request.getCurrentList()).containsExactly(Role.ROLE_BUYER);
        assertThat(request.getExpiresAt().getSeconds() - request.getAskedAt().getSeconds())
                .isEqualTo(86_400);

        assertThat(code(transport, asker, request)).isEqualTo("role_request.own");
        SetRolesReply granted = approve(transport, second, request);
        assertThat(granted.getPending()).isFalse();
        assertThat(granted.getUser().getRolesList()).contains(Role.ROLE_MODERATOR);
        assertThat(identity.endsTold(session(signedIn))).containsExactly("roles_changed");
        assertThat(code(transport, second, request)).isEqualTo("role_request.not_found");
    }

    @ParameterizedTest
    @EnumSource
    void withoutASecondFactorShownLatelyNobodySetsOrApproves(Transport transport) {
        String user = identity.register(transport, newEmail()).getUser().getId();
        assertThat(failure(() -> ask(transport, unproven(), user, Role.ROLE_ADMIN))
                        .code())
                .isEqualTo("auth.step_up_required");
        ask(transport, asker, user, Role.ROLE_ADMIN);
        assertThat(code(transport, unproven(), waiting(transport, user))).isEqualTo("auth.step_up_required");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsRefusedIsGoneAndAudited(Transport transport) {
        String user = identity.register(transport, newEmail()).getUser().getId();
        ask(transport, asker, user, Role.ROLE_MODERATOR);
        RoleRequest request = waiting(transport, user);
        Object unused = identity.call(Users.class, transport, second, users -> users.refuseRoleRequest(named(request)));
        assertThat(list(transport, 100, "").getItemsList())
                .extracting(RoleRequest::getUserId)
                .doesNotContain(user);
        assertThat(code(transport, second, request)).isEqualTo("role_request.not_found");
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(identity.toldModeration(user))
                .containsExactly("StaffActed", "StaffActed"));
    }

    @Test
    void whatWasReplacedOrWaitedADayIsNotGranted() {
        String user = identity.register(Transport.BUS, newEmail()).getUser().getId();
        ask(Transport.BUS, asker, user, Role.ROLE_MODERATOR);
        RoleRequest seen = waiting(Transport.BUS, user);
        ask(Transport.BUS, asker, user, Role.ROLE_ADMIN);
        assertThat(code(Transport.BUS, second, seen)).isEqualTo("role_request.not_found");
        RoleRequest now = waiting(Transport.BUS, user);
        identity.sql(
                "UPDATE role_change SET asked_at = now() - interval '25 hours' WHERE account_id = $1",
                UUID.fromString(user));
        assertThat(code(Transport.BUS, second, now)).isEqualTo("role_request.not_found");
        assertThat(list(Transport.BUS, 100, "").getItemsList())
                .extracting(RoleRequest::getUserId)
                .doesNotContain(user);
    }

    @Test
    void pagesOnOldestFirst() {
        for (int i = 0; i < 3; i++) {
            ask(
                    Transport.BUS,
                    asker,
                    identity.register(Transport.BUS, newEmail()).getUser().getId(),
                    Role.ROLE_MODERATOR);
        }
        ListRoleRequestsReply first = list(Transport.BUS, 2, "");
        ListRoleRequestsReply next = list(Transport.BUS, 2, first.getNextCursor());
        assertThat(first.getItemsList()).hasSize(2);
        assertThat(next.getItemsList()).isNotEmpty().doesNotContainAnyElementsOf(first.getItemsList());
        assertThat(first.getItems(0).getAskedAt().getSeconds())
                .isLessThanOrEqualTo(next.getItems(0).getAskedAt().getSeconds());
    }
}
