package com.beachdo.identity;

import static com.beachdo.identity.IdentitySystem.claims;
import static com.beachdo.identity.IdentitySystem.failure;
import static com.beachdo.identity.IdentitySystem.newEmail;
import static com.beachdo.identity.IdentitySystem.session;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.identity.v1.RefreshReply;
import com.beachdo.identity.v1.Role;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.platform.rpc.RpcException;
import com.beachdo.platform.testing.Transport;
import io.vertx.core.json.JsonArray;
import io.vertx.grpc.common.GrpcStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SellerIT {
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
    void becomesASellerOnceVerified(Transport transport) {
        Client client = new Client(identity, transport);
        String email = newEmail();
        SignedIn signedIn = identity.register(transport, email);

        assertThat(failure(() -> client.becomeSeller(signedIn, false)).code()).isEqualTo("seller.terms_not_accepted");
        RpcException unverified = failure(() -> client.becomeSeller(signedIn, true));
        assertThat(unverified.status()).isEqualTo(GrpcStatus.FAILED_PRECONDITION);
        assertThat(unverified.code()).isEqualTo("seller.email_unverified");

        client.verifyEmail(identity.mailedToken(email));
        SignedIn seller = client.becomeSeller(signedIn, true);

        assertThat(seller.getUser().getRolesList()).containsExactly(Role.ROLE_BUYER, Role.ROLE_SELLER);
        assertThat(claims(seller.getTokens().getAccessToken()).getJsonArray("roles"))
                .isEqualTo(new JsonArray().add("BUYER").add("SELLER"));
        assertThat(session(seller)).isEqualTo(session(signedIn));
        SignedIn again = client.becomeSeller(signedIn, true);
        assertThat(again.getUser()).isEqualTo(seller.getUser());
    }

    @ParameterizedTest
    @EnumSource
    void clientThatMissedTheSellersTokensGoesOnWithItsOwn(Transport transport) {
        Client client = new Client(identity, transport);
        SignedIn signedIn = identity.registerVerified(transport, newEmail());
        SignedIn seller = client.becomeSeller(signedIn, true);

        RefreshReply next = client.refresh(signedIn.getTokens().getRefreshToken());

        assertThat(next.getTokens().getRefreshToken())
                .isEqualTo(seller.getTokens().getRefreshToken());
        client.refresh(next.getTokens().getRefreshToken());
        identity.sql("UPDATE refresh_token SET used_at = used_at - interval '11 seconds' WHERE used_at IS NOT NULL");
        assertThat(failure(() -> client.refresh(signedIn.getTokens().getRefreshToken()))
                        .code())
                .isEqualTo("auth.refresh_invalid");
        assertThat(identity.endsTold(session(signedIn))).containsExactly("refresh_reused");
    }

    @ParameterizedTest
    @EnumSource
    void clientThatUsesTheSellersTokensGivesUpItsOwn(Transport transport) {
        Client client = new Client(identity, transport);
        SignedIn signedIn = identity.registerVerified(transport, newEmail());
        SignedIn seller = client.becomeSeller(signedIn, true);

        client.refresh(seller.getTokens().getRefreshToken());

        identity.sql("UPDATE refresh_token SET used_at = used_at - interval '11 seconds' WHERE used_at IS NOT NULL");
        assertThat(failure(() -> client.refresh(signedIn.getTokens().getRefreshToken()))
                        .code())
                .isEqualTo("auth.refresh_invalid");
        assertThat(identity.endsTold(session(signedIn))).containsExactly("refresh_reused");
    }
}
