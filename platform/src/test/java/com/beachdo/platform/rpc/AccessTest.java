package com.beachdo.platform.rpc;

import static com.beachdo.platform.testing.TestSystem.caller;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.beachdo.catalog.v1.Listings;
import com.beachdo.catalog.v1.Search;
import com.beachdo.common.v1.Access;
import com.beachdo.common.v1.Empty;
import com.beachdo.moderation.v1.Cases;
import com.beachdo.platform.testing.TestSystem;
import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class AccessTest {
    private static final List<CallContext> EVERYBODY = List.of(
            CallContext.ANONYMOUS,
            caller("u"),
            caller("u", "BUYER", "SELLER", "MODERATOR", "ADMIN"),
            TestSystem.service(),
            caller("u", "ADMIN").asService());

    @Test
    void readsWhoMayCallFromTheContract() {
        assertThat(method(Cases.class, "GetCase").access().getRolesList()).containsExactly("MODERATOR", "ADMIN");
        assertThat(method(Search.class, "SearchListings").access().getAnonymous())
                .isTrue();
    }

    @Test
    void refusesEverybodyWhereTheContractNamesNobody() {
        RpcMethod nameless = new RpcMethod(
                "s",
                "M",
                Empty.getDefaultInstance(),
                Empty.getDefaultInstance(),
                Access.getDefaultInstance(),
                IdempotencyLevel.IDEMPOTENCY_UNKNOWN);

        for (CallContext caller : EVERYBODY) {
            assertThatThrownBy(() -> nameless.requireAllowed(caller)).isInstanceOf(RpcException.class);
        }
    }

    @Test
    void takesOtherPartsOfBeachdoWhereTheContractNamesThem() {
        RpcMethod method = method(Listings.class, "LookUpListing");

        assertThatCode(() -> method.requireAllowed(TestSystem.service())).doesNotThrowAnyException();
        assertThatCode(() -> method.requireAllowed(caller("u", "BUYER").asService()))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> method.requireAllowed(caller("u", "ADMIN"))).isInstanceOf(RpcException.class);
    }

    @Test
    void namesWhoMayCallInEveryMethodOfEveryContract() {
        for (Class<?> contract : List.of(Cases.class, Search.class, Listings.class)) {
            for (RpcMethod method : Rpc.of(contract).methods()) {
                assertThat(method.access().getAnonymous() || method.access().getRolesCount() > 0)
                        .as(method.name())
                        .isTrue();
            }
        }
    }

    private static RpcMethod method(Class<?> contract, String name) {
        return Objects.requireNonNull(Rpc.of(contract).method(name));
    }
}
