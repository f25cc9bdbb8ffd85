package com.beachdo.identity;

import static com.beachdo.identity.IdentitySystem.PASSWORD;
import static com.beachdo.identity.IdentitySystem.failure;
import static com.beachdo.identity.IdentitySystem.newEmail;
import static com.beachdo.identity.IdentitySystem.session;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.identity.v1.EndUserSessionsRequest;
import com.beachdo.identity.v1.GetAccountRequest;
import com.beachdo.identity.v1.ListSessionsReply;
import com.beachdo.identity.v1.ListUserSessionsRequest;
import com.beachdo.identity.v1.ListUsersReply;
import com.beachdo.identity.v1.ListUsersRequest;
import com.beachdo.identity.v1.RestrictUserRequest;
import com.beachdo.identity.v1.RevealUserReply;
import com.beachdo.identity.v1.RevealUserRequest;
import com.beachdo.identity.v1.Role;
import com.beachdo.identity.v1.SetRolesReply;
import com.beachdo.identity.v1.SetRolesRequest;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.identity.v1.User;
import com.beachdo.identity.v1.UserStatus;
import com.beachdo.identity.v1.Users;
import com.beachdo.platform.db.Rows;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.rpc.FieldError;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UsersIT {
    private static final CallContext ADMIN = TestSystem.caller(UUID.randomUUID().toString(), "BUYER", "ADMIN");
    private static final CallContext SECOND_ADMIN =
            TestSystem.caller(UUID.randomUUID().toString(), "BUYER", "ADMIN");
    private static final CallContext MODERATOR =
            TestSystem.caller(UUID.randomUUID().toString(), "BUYER", "MODERATOR");

    private static IdentitySystem identity;

    @BeforeAll
    static void start() {
        identity = IdentitySystem.start();
    }

    @AfterAll
    static void stop() {
        identity.close();
    }

    @ParameterizedTest
    @EnumSource
    void suspendsAndLetsInAgain(Transport transport) {
        Client client = new Client(identity, transport);
        String email = newEmail();
        SignedIn signedIn = identity.registerVerified(transport, email);
        RestrictUserRequest request = restriction(signedIn);

        User suspended = identity.call(Users.class, transport, MODERATOR, users -> users.suspendUser(request));

        assertThat(suspended.getStatus()).isEqualTo(UserStatus.USER_STATUS_SUSPENDED);
        assertThat(identity.endsTold(session(signedIn))).containsExactly("suspended");
        assertThat(failure(() -> client.login(email, PASSWORD)).code()).isEqualTo("auth.account_suspended");
        identity.call(Users.class, transport, MODERATOR, users -> users.unsuspendUser(request));
        assertThat(client.login(email, PASSWORD).getUser().getStatus()).isEqualTo(UserStatus.USER_STATUS_ACTIVE);
        assertThat(failure(() ->
                                identity.call(Users.class, transport, MODERATOR, users -> users.unsuspendUser(request)))
                        .code())
                .isEqualTo("user.not_suspended");
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(
                        identity.toldModeration(signedIn.getUser().getId()))
                .containsExactly("AccountRestrictedByHand", "StaffActed", "AccountRestrictedByHand", "StaffActed"));
    }

    @ParameterizedTest
    @EnumSource
    void whoeverIsKeptOutByHandIsADecisionOfModerationAndLetInIsMailed(Transport transport) {
        String email = newEmail();
        SignedIn signedIn = identity.registerVerified(transport, email);
        RestrictUserRequest request = restriction(signedIn);
        identity.call(Users.class, transport, MODERATOR, users -> users.suspendUser(request));
        identity.call(Users.class, transport, MODERATOR, users -> users.unsuspendUser(request));
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(identity.messages("mail", email))
                .anySatisfy(mail -> assertThat(mail.text())
                        .contains("You can use your account again.", "Reasons: " + request.getReason())));
        identity.call(Users.class, transport, MODERATOR, users -> users.banUser(request));
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(
                        identity.toldForum(signedIn.getUser().getId()))
                .containsExactly(
                        "AccountRestrictedByHand",
                        "SessionsEnded",
                        "AccountRestrictedByHand",
                        "AccountRestrictedByHand"));
    }

    @ParameterizedTest
    @EnumSource
    void aModeratorLetsNoStaffInAgain(Transport transport) {
        SignedIn signedIn = identity.registerVerified(transport, newEmail());
        RestrictUserRequest request = restriction(signedIn);
        identity.sql(
                "UPDATE account SET roles = ARRAY['BUYER', 'MODERATOR'] WHERE account_id = $1",
                UUID.fromString(signedIn.getUser().getId()));
        identity.call(Users.class, transport, ADMIN, users -> users.suspendUser(request));
        assertThat(failure(() ->
                                identity.call(Users.class, transport, MODERATOR, users -> users.unsuspendUser(request)))
                        .code())
                .isEqualTo("user.is_staff");
        assertThat(identity.call(Users.class, transport, ADMIN, users -> users.unsuspendUser(request))
                        .getStatus())
                .isEqualTo(UserStatus.USER_STATUS_ACTIVE);
    }

    @ParameterizedTest
    @EnumSource
    void onlyASuspensionHasAnEndAndItIsToCome(Transport transport) {
        RestrictUserRequest.Builder request = restriction(identity.registerVerified(transport, newEmail())).toBuilder();
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        for (OffsetDateTime wrong : List.of(now.minusSeconds(1), now.plusDays(367))) {
            RestrictUserRequest late = request.setUntil(Rows.timestamp(wrong)).build();
            assertThat(failure(() -> identity.call(Users.class, transport, MODERATOR, users -> users.suspendUser(late)))
                            .fields())
                    .extracting(FieldError::pointer)
                    .containsExactly("/until");
        }
        RestrictUserRequest week =
                request.setUntil(Rows.timestamp(now.plusDays(7))).build();
        assertThat(failure(() -> identity.call(Users.class, transport, MODERATOR, users -> users.banUser(week)))
                        .fields())
                .extracting(FieldError::pointer)
                .containsExactly("/until");
        assertThat(identity.call(Users.class, transport, MODERATOR, users -> users.suspendUser(week))
                        .getStatus())
                .isEqualTo(UserStatus.USER_STATUS_SUSPENDED);
        assertThat(failure(() -> identity.call(Users.class, transport, MODERATOR, users -> users.unsuspendUser(week)))
                        .fields())
                .extracting(FieldError::pointer)
                .containsExactly("/until");
    }

    @ParameterizedTest
    @EnumSource
    void banIsNotLiftedAndStaffAreForAdministrators(Transport transport) {
        SignedIn signedIn = identity.registerVerified(transport, newEmail());
        RestrictUserRequest request = restriction(signedIn);
        UUID id = UUID.fromString(signedIn.getUser().getId());
        identity.sql("UPDATE account SET roles = ARRAY['BUYER', 'MODERATOR'] WHERE account_id = $1", id);

        assertThat(failure(() -> identity.call(Users.class, transport, MODERATOR, users -> users.banUser(request)))
                        .code())
                .isEqualTo("user.is_staff");
        assertThat(identity.call(Users.class, transport, ADMIN, users -> users.banUser(request))
                        .getStatus())
                .isEqualTo(UserStatus.USER_STATUS_BANNED);
        assertThat(failure(() -> identity.call(Users.class, transport, ADMIN, users -> users.unsuspendUser(request)))
                        .code())
                .isEqualTo("user.not_suspended");
        assertThat(failure(() -> identity.call(Users.class, transport, ADMIN, users -> users.suspendUser(request)))
                        .code())
                .isEqualTo("user.banned");
    }

    @ParameterizedTest
    @EnumSource
    void grantNeedsTwoAdministratorsAndTakingAwayOne(Transport transport) {
        SignedIn signedIn = identity.registerVerified(transport, newEmail());
        SetRolesRequest grant = SetRolesRequest.newBuilder()
                .setUserId(signedIn.getUser().getId())
                .addRoles(Role.ROLE_MODERATOR)
                .build();

        CallContext first = steppedUp(ADMIN);
        CallContext second = steppedUp(SECOND_ADMIN);
        assertThat(set(transport, first, grant).getPending()).isTrue();
        assertThat(set(transport, first, grant).getPending()).isTrue();
        assertThat(identity.endsTold(session(signedIn))).isEmpty();
        SetRolesReply granted = set(transport, second, grant);

        assertThat(granted.getPending()).isFalse();
        assertThat(granted.getUser().getRolesList()).containsExactlyInAnyOrder(Role.ROLE_BUYER, Role.ROLE_MODERATOR);
        assertThat(identity.endsTold(session(signedIn))).containsExactly("roles_changed");
        SetRolesReply taken = set(
                transport,
                first,
                SetRolesRequest.newBuilder()
                        .setUserId(signedIn.getUser().getId())
                        .build());
        assertThat(taken.getPending()).isFalse();
        assertThat(taken.getUser().getRolesList()).containsExactly(Role.ROLE_BUYER);
    }

    @Test
    void anIntegratorIsMadeByTwoAdministratorsToo() {
        SignedIn signedIn = identity.registerVerified(Transport.BUS, newEmail());
        SetRolesRequest grant = SetRolesRequest.newBuilder()
                .setUserId(signedIn.getUser().getId())
                .addRoles(Role.ROLE_INTEGRATOR)
                .build();
        assertThat(set(Transport.BUS, steppedUp(ADMIN), grant).getPending()).isTrue();
        SetRolesReply granted = set(Transport.BUS, steppedUp(SECOND_ADMIN), grant);
        assertThat(granted.getPending()).isFalse();
        assertThat(granted.getUser().getRolesList()).containsExactlyInAnyOrder(Role.ROLE_BUYER, Role.ROLE_INTEGRATOR);
        assertThat(identity.endsTold(session(signedIn))).containsExactly("roles_changed");
    }

    @ParameterizedTest
    @EnumSource
    void listsByNameAndPagesOn(Transport transport) {
        String mark = UUID.randomUUID().toString().substring(0, 8);
        for (int i = 0; i < 3; i++) {
            identity.register(transport, mark + i + "@example.com");
        }
        ListUsersRequest.Builder request =
                ListUsersRequest.newBuilder().setQ(mark).setLimit(2);

        ListUsersReply first = list(transport, request.build());
        ListUsersReply second =
                list(transport, request.setCursor(first.getNextCursor()).build());

        assertThat(first.getItemsList()).hasSize(2);
        assertThat(second.getItemsList()).hasSize(1);
        assertThat(second.hasNextCursor()).isFalse();
        assertThat(list(transport, request.clearCursor().setQ("%%").build()).getItemsList())
                .isEmpty();
        assertThat(list(
                                transport,
                                ListUsersRequest.newBuilder()
                                        .setRole(Role.ROLE_ADMIN)
                                        .build())
                        .getItemsList())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void endsEverySessionOfSomebody(Transport transport) {
        SignedIn signedIn = identity.register(transport, newEmail());
        EndUserSessionsRequest request = EndUserSessionsRequest.newBuilder()
                .setUserId(signedIn.getUser().getId())
                .build();

        identity.call(Users.class, transport, ADMIN, users -> users.endUserSessions(request));

        assertThat(identity.endsTold(session(signedIn))).containsExactly("ended_by_staff");
    }

    private static CallContext steppedUp(CallContext admin) {
        return identity.steppedUp(admin);
    }

    private static SetRolesReply set(Transport transport, CallContext admin, SetRolesRequest request) {
        return identity.call(Users.class, transport, admin, users -> users.setRoles(request));
    }

    private static ListUsersReply list(Transport transport, ListUsersRequest request) {
        return identity.call(Users.class, transport, ADMIN, users -> users.listUsers(request));
    }

    private static RestrictUserRequest restriction(SignedIn signedIn) {
        return RestrictUserRequest.newBuilder()
                .setUserId(signedIn.getUser().getId())
                .setReason("fraud reported")
                .build();
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void addressesAreMaskedUntilSomebodySaysWhyTheyNeedThem(Transport transport) {
        String email = newEmail();
        SignedIn signedIn = identity.register(transport, email);
        String id = signedIn.getUser().getId();
        String shown = identity.call(
                        Users.class,
                        transport,
                        MODERATOR,
                        users -> users.getAccount(
                                GetAccountRequest.newBuilder().setUserId(id).build()))
                .getEmail();
        assertThat(shown).isEqualTo(email.charAt(0) + "•••" + email.substring(email.indexOf('@')));
        assertThat(failure(() -> reveal(transport, id, "")).code()).isEqualTo("request.invalid");

        assertThat(reveal(transport, id, "The police asks.").getEmail()).isEqualTo(email);

        audited(id);
    }

    private static RevealUserReply reveal(Transport transport, String id, String reason) {
        RevealUserRequest request =
                RevealUserRequest.newBuilder().setUserId(id).setReason(reason).build();
        return identity.call(Users.class, transport, MODERATOR, users -> users.revealUser(request));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void readingSomebodysDevicesIsAudited(Transport transport) {
        SignedIn signedIn = identity.register(transport, newEmail());
        String id = signedIn.getUser().getId();

        ListSessionsReply devices = identity.call(
                Users.class,
                transport,
                MODERATOR,
                users -> users.listUserSessions(
                        ListUserSessionsRequest.newBuilder().setUserId(id).build()));

        assertThat(devices.getItemsList()).singleElement().satisfies(session -> {
            assertThat(session.getId()).isEqualTo(session(signedIn));
            assertThat(session.hasLastUsedAt()).isTrue();
            assertThat(session.getCurrent()).isFalse();
        });
        audited(id);
    }

    /** Once. */
    private static void audited(String userId) {
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(identity.toldModeration(userId))
                .filteredOn(name -> name.equals("StaffActed"))
                .hasSize(1));
    }
}
