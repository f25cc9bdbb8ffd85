package com.beachdo.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.ECPrivateKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class WebPushBrowserTest {
    /** Of RFC 8291, section 5. */
    private static final String PRIVATE = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";

    private static final String PUBLIC =
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private static final String AUTH = "BTBZMqHH6r4Tts7J_aSIgg";
    private static final String MESSAGE =
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl"
                    + "7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

    private static byte[] bytes(String base64url) {
        return Base64.getUrlDecoder().decode(base64url);
    }

    private static WebPushBrowser browser(String auth) throws GeneralSecurityException {
        PrivateKey key = KeyFactory.getInstance("EC")
                .generatePrivate(new ECPrivateKeySpec(
                        new BigInteger(1, bytes(PRIVATE)),
                        WebPushBrowser.publicKey(bytes(PUBLIC)).getParams()));
        return new WebPushBrowser(key, bytes(PUBLIC), bytes(auth));
    }

    @Test
    void readsTheExampleOfTheStandard() throws GeneralSecurityException {
        assertThat(new String(browser(AUTH).decrypt(bytes(MESSAGE)), UTF_8))
                .isEqualTo("When I grow up, I want to be a watermelon");
    }

    @Test
    void readsNothingThatWasEncryptedForAnother() {
        byte[] message = bytes(MESSAGE);
        assertThatThrownBy(() -> browser("CTBZMqHH6r4Tts7J_aSIgg").decrypt(message))
                .isInstanceOf(GeneralSecurityException.class);
        message[message.length - 1] ^= 1;
        assertThatThrownBy(() -> browser(AUTH).decrypt(message)).isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> browser(AUTH).decrypt(new byte[10])).isInstanceOf(GeneralSecurityException.class);
    }
}
