package com.beachdo.identity;

import static com.beachdo.identity.IdentitySystem.newEmail;
import static org.assertj.core.api.Assertions.assertThat;

import com.beachdo.catalog.v1.NoticeDue;
import com.beachdo.catalog.v1.NoticeKind;
import com.beachdo.catalog.v1.NoticeListing;
import com.beachdo.common.v1.Money;
import com.beachdo.identity.v1.SignedIn;
import com.beachdo.platform.db.Ids;
import com.beachdo.platform.testing.Eventually;
import com.beachdo.platform.testing.Transport;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatalogNoticesIT {
    private final IdentitySystem identity = IdentitySystem.start(Map.of());

    @AfterEach
    void stop() {
        identity.close();
    }

    private void deliver(SignedIn to) {
        identity.deliver(
                Ids.next().toString(),
                "catalog",
                "search",
                NoticeDue.newBuilder()
                        .setUserId(to.getUser().getId())
                        .setKind(NoticeKind.NOTICE_KIND_SAVED_SEARCH)
                        .setTitle("Harmoniums")
                        .setCount(3)
                        .addListings(NoticeListing.newBuilder()
                                .setTitle("Harmonium <1970>")
                                .setPrice(Money.newBuilder().setAmount(12_345_600)))
                        .setMail(true)
                        .setUnsubscribeToken("token-of-the-search")
                        .build());
    }

    @Test
    void tellsOfNewListingsAndHowToStopIt() {
        String email = newEmail();
        deliver(identity.registerVerified(Transport.BUS, email));
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(identity.messages("mail", email))
                .anySatisfy(mail -> assertThat(mail.text())
                        .contains(
                                "Harmoniums",
                                "• Harmonium <1970> – ₹1,23,456",
                                "+ 2",
                                "/unsubscribe?token=token-of-the-search")));
    }

    @Test
    void warnsOfAListingThatExpires() {
        String email = newEmail();
        SignedIn seller = identity.registerVerified(Transport.BUS, email);
        identity.deliver(
                Ids.next().toString(),
                "catalog",
                "listing",
                NoticeDue.newBuilder()
                        .setUserId(seller.getUser().getId())
                        .setKind(NoticeKind.NOTICE_KIND_LISTING_EXPIRING)
                        .setTitle("Harmonium")
                        .setCount(1)
                        .setMail(true)
                        .build());
        Eventually.within(30, TimeUnit.SECONDS, () -> assertThat(identity.messages("mail", email))
                .anySatisfy(mail -> assertThat(mail.text())
                        .contains("Harmonium", "renew it")
                        .doesNotContain("unsubscribe")));
    }

    @Test
    void goesToProvenAddressesOnly() {
        String email = newEmail();
        SignedIn signedIn = identity.register(Transport.BUS, email);
        deliver(signedIn);
        assertThat(identity.row("SELECT count(*) AS n FROM mail WHERE kind = 'SAVED_SEARCH'")
                        .getLong("n"))
                .isZero();
    }
}
