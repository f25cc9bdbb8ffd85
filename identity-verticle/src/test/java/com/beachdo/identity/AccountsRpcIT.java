package com.beachdo.identity;

import static com.beachdo.identity.IdentitySystem.PASSWORD;
import static com.beachdo.identity.IdentitySystem.as;
import static com.beachdo.identity.IdentitySystem.claims;
import static com.beachdo.identity.IdentitySystem.failure;
import static com.beachdo.identity.IdentitySystem.newEmail;
import static com.beachdo.identity.IdentitySystem.newPhone;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.BatchGetUsersRequest;
import com.beachdo.identity.v1.PublicUser;
import com.beachdo.identity.v1.RegisterRequest;
import com.beachdo.identity.v1.Role;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.identity.v1.UpdateMeRequest;
import com.beachdo.identity.v1.User;
import com.beachdo.identity.v1.UserChanged;
import com.beachdo.identity.v1.UserStatus;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.Future;
import io.vertx.grpc.common.GrpcStatus;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccountsRpcIT {
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
    void registersAndSignsInAtOnce(Transport transport) {
        Client client = new Client(identity, transport);
        String email = newEmail();

        SignedIn signedIn = identity.anonymously(
                Accounts.class,
                transport,
                accounts -> accounts.register(registration(" " + email.toUpperCase(java.util.Locale.ROOT))
                        .setName(" Asha  Verma ")
                        .build()));

        User user = signedIn.getUser();
        assertThat(user.getEmail()).isEqualTo(email);
        assertThat(user.getEmailVerified()).isFalse();
        assertThat(user.getName()).isEqualTo("Asha Verma");
        assertThat(user.getRolesList()).containsExactly(Role.ROLE_BUYER);
        assertThat(user.getStatus()).isEqualTo(UserStatus.USER_STATUS_ACTIVE);
        assertThat(user.getVersion()).isEqualTo(1);
        assertThat(signedIn.getTokens().getExpiresIn()).isEqualTo(900);
        assertThat(signedIn.getTokens().getTokenType()).isEqualTo("Bearer");
        assertThat(claims(signedIn.getTokens().getAccessToken()).getString("sub"))
                .isEqualTo(user.getId());
        assertThat(client.me(signedIn)).isEqualTo(user);
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(identity.changesOf(user.getId()))
                .containsExactly(UserChanged.newBuilder()
                        .setUserId(user.getId())
                        .setName("Asha Verma")
                        .setSince(user.getCreatedAt().getSeconds())
                        .build()));
    }

    @ParameterizedTest
    @EnumSource
    void storesNoPasswordAndNoToken(Transport transport) {
        SignedIn signedIn = identity.register(transport, newEmail());

        String everything = identity.row(
                        """
                        SELECT (SELECT json_agg(account)::text FROM account WHERE account_id = $1)
                            || (SELECT json_agg(session)::text FROM session WHERE account_id = $1)
                            || (SELECT json_agg(verification)::text FROM verification WHERE account_id = $1) AS text
                        """,
                        UUID.fromString(signedIn.getUser().getId()))
                .getString("text");

        assertThat(everything)
                .contains("$2a$04$")
                .doesNotContain(PASSWORD)
                .doesNotContain(signedIn.getTokens().getRefreshToken());
    }

    @ParameterizedTest
    @EnumSource
    void tellsNobodyThatAnAddressIsTakenButItsOwner(Transport transport) {
        Client client = new Client(identity, transport);
        String email = newEmail();
        SignedIn owner = identity.registerVerified(transport, email);

        SignedIn other = identity.anonymously(
                Accounts.class,
                transport,
                accounts -> accounts.register(registration(email.toUpperCase(java.util.Locale.ROOT))
                        .setPassword("another fine password")
                        .build()));

        assertThat(other.getUser().getEmail()).isEqualTo(email);
        assertThat(other.getUser().getId()).isNotEqualTo(owner.getUser().getId());
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(identity.messages("mail", email))
                .hasSize(2));
        assertThat(identity.messages("mail", email).get(0).text())
                .contains("belongs to yours already")
                .doesNotContain("token=");
        assertThat(client.login(email, "another fine password").getUser().getId())
                .isEqualTo(other.getUser().getId());
        assertThat(client.login(email, PASSWORD).getUser().getId())
                .isEqualTo(owner.getUser().getId());
    }

    @ParameterizedTest
    @EnumSource
    void anAddressBelongsToWhoeverProvesIt(Transport transport) {
        Client client = new Client(identity, transport);
        String email = newEmail();
        SignedIn squatter = identity.register(transport, email);
        String toSquatter = identity.mailedToken(email);
        SignedIn owner = identity.anonymously(
                Accounts.class,
                transport,
                accounts -> accounts.register(
                        registration(email).setPassword("another fine password").build()));
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(identity.messages("mail", email))
                .hasSize(2));

        client.verifyEmail(identity.mailedToken(email));

        assertThat(client.me(owner).getEmailVerified()).isTrue();
        assertThat(failure(() -> client.verifyEmail(toSquatter)).code()).isEqualTo("account.verification_invalid");
        assertThat(client.me(squatter).getEmailVerified()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void ofParallelProofsOneWins(Transport transport) {
        String email = newEmail();
        List<String> tokens = new java.util.ArrayList<>();
        for (int i = 0; i < 4; i++) {
            identity.register(transport, email);
            int mails = i + 1;
            Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(identity.messages("mail", email))
                    .hasSize(mails));
            tokens.add(identity.mailedToken(email));
        }
        java.util.Iterator<String> next = tokens.iterator();

        List<Future<com.beachdo.common.v1.Empty>> calls = identity.inParallel(
                4,
                Accounts.class,
                transport,
                accounts -> accounts.verifyEmail(com.beachdo.identity.v1.VerifyEmailRequest.newBuilder()
                        .setToken(next.next())
                        .build()));

        assertThat(calls).filteredOn(Future::succeeded).hasSize(1);
        assertThat(identity.row("SELECT count(*) AS n FROM account WHERE email = $1 AND email_verified", email)
                        .getLong("n"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void refusesBadRegistrations(Transport transport) {
        assertThat(registrationFailure(transport, registration(newEmail()).setPassword("password123")))
                .isEqualTo("account.weak_password");
        assertThat(registrationFailure(transport, registration(newEmail()).setPassword("k9#Lw2!")))
                .isEqualTo("account.weak_password");
        assertThat(registrationFailure(transport, registration("asha.example.com")))
                .isEqualTo("account.email_invalid");
        assertThat(registrationFailure(transport, registration(newEmail()).setName(" ")))
                .isEqualTo("account.name_invalid");
        assertThat(registrationFailure(transport, registration(newEmail()).setPhone("+14155550123")))
                .isEqualTo("account.phone_unsupported");
    }

    @ParameterizedTest
    @EnumSource
    void changesTheNameOfTheVersionThatWasRead(Transport transport) {
        SignedIn signedIn = identity.register(transport, newEmail());
        UpdateMeRequest request = UpdateMeRequest.newBuilder()
                .setName("Asha V")
                .setExpectedVersion(1)
                .build();

        User changed = identity.call(Accounts.class, transport, as(signedIn), accounts -> accounts.updateMe(request));

        assertThat(changed.getName()).isEqualTo("Asha V");
        assertThat(changed.getVersion()).isEqualTo(2);
        RpcException stale = failure(
                () -> identity.call(Accounts.class, transport, as(signedIn), accounts -> accounts.updateMe(request)));
        assertThat(stale.status()).isEqualTo(GrpcStatus.ABORTED);
        assertThat(stale.code()).isEqualTo("account.version_mismatch");
        RpcException staleRead = failure(() -> identity.call(
                Accounts.class,
                transport,
                as(signedIn),
                accounts -> accounts.updateMe(
                        UpdateMeRequest.newBuilder().setExpectedVersion(1).build())));
        assertThat(staleRead.code()).isEqualTo("account.version_mismatch");
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(
                        identity.changesOf(signedIn.getUser().getId()))
                .extracting(UserChanged::getName)
                .containsExactly("Asha Verma", "Asha V"));
    }

    @ParameterizedTest
    @EnumSource
    void showsEverybodyAPublicProfile(Transport transport) {
        Client client = new Client(identity, transport);
        SignedIn signedIn = identity.registerVerified(transport, newEmail());

        PublicUser profile = client.profile(signedIn.getUser().getId());

        assertThat(profile)
                .isEqualTo(PublicUser.newBuilder()
                        .setId(signedIn.getUser().getId())
                        .setName("Asha Verma")
                        .setSince(signedIn.getUser().getCreatedAt())
                        .setEmailVerified(true)
                        .build());
        assertThat(failure(() -> client.profile(UUID.randomUUID().toString())).code())
                .isEqualTo("user.not_found");
        assertThat(failure(() -> client.profile("me")).status()).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
    }

    @ParameterizedTest
    @EnumSource
    void tellsOtherDomainsOfManyProfiles(Transport transport) {
        String one = identity.register(transport, newEmail()).getUser().getId();
        String other = identity.register(transport, newEmail()).getUser().getId();
        BatchGetUsersRequest request = BatchGetUsersRequest.newBuilder()
                .addUserIds(one)
                .addUserIds(UUID.randomUUID().toString())
                .addUserIds(other)
                .addUserIds(one)
                .build();

        assertThat(identity.call(
                                Accounts.class,
                                transport,
                                TestSystem.service(),
                                accounts -> accounts.batchGetUsers(request))
                        .getUsersList())
                .extracting(PublicUser::getId)
                .containsExactlyInAnyOrder(one, other);
        BatchGetUsersRequest tooMany = BatchGetUsersRequest.newBuilder()
                .addAllUserIds(Collections.nCopies(201, one))
                .build();
        assertThat(failure(() -> identity.call(
                                Accounts.class,
                                transport,
                                TestSystem.service(),
                                accounts -> accounts.batchGetUsers(tooMany)))
                        .status())
                .isEqualTo(GrpcStatus.INVALID_ARGUMENT);
        assertThat(failure(() -> identity.call(
                                Accounts.class,
                                transport,
                                TestSystem.caller(one, "BUYER"),
                                accounts -> accounts.batchGetUsers(request)))
                        .status())
                .isEqualTo(GrpcStatus.PERMISSION_DENIED);
    }

    @ParameterizedTest
    @EnumSource
    void somebodyElsesUnverifiedPhoneIsNobodys(Transport transport) {
        String phone = newPhone();

        SignedIn one = identity.anonymously(
                Accounts.class,
                transport,
                accounts -> accounts.register(
                        registration(newEmail()).setPhone(phone).build()));
        SignedIn other = identity.anonymously(
                Accounts.class,
                transport,
                accounts -> accounts.register(
                        registration(newEmail()).setPhone(phone).build()));

        assertThat(one.getUser().getPhoneVerified()).isFalse();
        assertThat(other.getUser().getPhone()).isEqualTo(phone);
    }

    private static RegisterRequest.Builder registration(String email) {
        return RegisterRequest.newBuilder()
                .setEmail(email)
                .setPassword(PASSWORD)
                .setName("Asha Verma");
    }

    private static String registrationFailure(Transport transport, RegisterRequest.Builder request) {
        RpcException failure = failure(
                () -> identity.anonymously(Accounts.class, transport, accounts -> accounts.register(request.build())));
        assertThat(failure.status()).isEqualTo(GrpcStatus.INVALID_ARGUMENT);
        return failure.code();
    }
}
