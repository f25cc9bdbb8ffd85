package com.beachdo.identity;

import static com.beachdo.identity.IdentitySystem.PASSWORD;
import static com.beachdo.identity.IdentitySystem.failure;
import static com.beachdo.identity.IdentitySystem.newEmail;
import static com.beachdo.identity.IdentitySystem.newPhone;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.identity.v1.Accounts;
import com.beachdo.identity.v1.GetUserRequest;
import com.beachdo.identity.v1.Import;
import com.beachdo.identity.v1.ImportUsersRequest;
import com.beachdo.identity.v1.ImportedUser;
import com.beachdo.identity.v1.LoginRequest;
import com.beachdo.identity.v1.PublicUser;
import com.beachdo.identity.v1.Role;
import com.beachdo.identity.v1.Sessions;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.rpc.CallContext;
import com.beachdo.platform.testing.TestSystem;
import com.beachdo.platform.testing.Transport;
import com.google.protobuf.Timestamp;
import io.vertx.grpc.common.GrpcStatus;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImportRpcIT {
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
    void importsAccountsThatCanSignIn(Transport transport) {
        String email = newEmail();
        ImportedUser seller = user(email)
                .addRoles(Role.ROLE_SELLER)
                .setPhone(newPhone())
                .setVerified(true)
                .setSince(Timestamp.newBuilder().setSeconds(1_600_000_000))
                .build();
        ImportedUser silent = user(newEmail()).clearPassword().clearEmail().build();

        assertThat(importUsers(transport, TestSystem.service(), List.of(seller, silent)))
                .isEqualTo(2);

        SignedIn signedIn = login(transport, email);
        assertThat(signedIn.getUser().getId()).isEqualTo(seller.getId());
        assertThat(signedIn.getUser().getRolesList()).containsExactly(Role.ROLE_BUYER, Role.ROLE_SELLER);
        assertThat(signedIn.getUser().getEmailVerified()).isTrue();
        assertThat(signedIn.getUser().getPhoneVerified()).isTrue();
        PublicUser profile = identity.anonymously(
                Accounts.class,
                transport,
                accounts -> accounts.getUser(
                        GetUserRequest.newBuilder().setUserId(seller.getId()).build()));
        assertThat(profile.getVerified()).isTrue();
        assertThat(profile.getSince().getSeconds()).isEqualTo(1_600_000_000);
    }

    @ParameterizedTest
    @EnumSource
    void leavesWhatIsThereAlready(Transport transport) {
        ImportedUser first = user(newEmail()).build();
        importUsers(transport, TestSystem.service(), List.of(first));

        int imported = importUsers(
                transport,
                TestSystem.service(),
                List.of(
                        first.toBuilder().setName("Other").build(),
                        user(first.getEmail()).setName("Other").build(),
                        user(newEmail()).build()));

        assertThat(imported).isEqualTo(1);
        assertThat(login(transport, first.getEmail()).getUser().getName()).isEqualTo("Asha Verma");
    }

    @ParameterizedTest
    @EnumSource
    void importsAllOrNothing(Transport transport) {
        ImportedUser good = user(newEmail()).build();
        ImportedUser bad = user("no address").build();

        assertThat(failure(() -> importUsers(transport, TestSystem.service(), List.of(good, bad)))
                        .code())
                .isEqualTo("account.email_invalid");
        assertThat(identity.row(
                                "SELECT count(*) AS n FROM account WHERE account_id = $1",
                                UUID.fromString(good.getId()))
                        .getLong("n"))
                .isZero();
    }

    @ParameterizedTest
    @EnumSource
    void importsAThousandAtOnceAndNoMore(Transport transport) {
        List<ImportedUser> thousand = java.util.stream.Stream.generate(
                        () -> user(newEmail()).build())
                .limit(1_000)
                .toList();
        List<ImportedUser> more = new java.util.ArrayList<>(thousand);
        more.add(user(newEmail()).build());

        assertThat(failure(() -> importUsers(transport, TestSystem.service(), more))
                        .code())
                .isEqualTo("import.too_many");
        assertThat(importUsers(transport, TestSystem.service(), thousand)).isEqualTo(1_000);
        assertThat(identity.row(
                                "SELECT count(DISTINCT password_hash) AS n FROM account WHERE account_id = ANY ($1)",
                                (Object) thousand.stream()
                                        .map(user -> UUID.fromString(user.getId()))
                                        .toArray(UUID[]::new))
                        .getLong("n"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void onlyPartsOfBeachdoImport(Transport transport) {
        CallContext admin = TestSystem.caller(UUID.randomUUID().toString(), "BUYER", "ADMIN");

        assertThat(failure(() -> importUsers(
                                transport, admin, List.of(user(newEmail()).build())))
                        .status())
                .isEqualTo(GrpcStatus.PERMISSION_DENIED);
    }

    private static ImportedUser.Builder user(String email) {
        return ImportedUser.newBuilder()
                .setId(Ids.next().toString())
                .setName("Asha Verma")
                .setEmail(email)
                .setPassword(PASSWORD);
    }

    private static int importUsers(Transport transport, CallContext caller, List<ImportedUser> users) {
        return identity.call(
                        Import.class,
                        transport,
                        caller,
                        contract -> contract.importUsers(ImportUsersRequest.newBuilder()
                                .addAllUsers(users)
                                .build()))
                .getImported();
    }

    private static SignedIn login(Transport transport, String email) {
        return identity.anonymously(
                Sessions.class,
                transport,
                sessions -> sessions.login(LoginRequest.newBuilder()
                        .setEmail(email)
                        .setPassword(PASSWORD)
                        .build()));
    }
}
